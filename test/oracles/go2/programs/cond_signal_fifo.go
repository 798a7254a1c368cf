// tags: cond,fifo
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			mu.Lock()
			c.Wait()
			logln("woke", i)
			mu.Unlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	c.Signal()
	c.Signal()
	logln("two signals")
	runtime.Gosched()
	c.Signal()
	logln("one signal")
	runtime.Gosched()
	c.Broadcast()
	logln("broadcast")
	wg.Wait()
	c.Signal()
	c.Broadcast()
}
