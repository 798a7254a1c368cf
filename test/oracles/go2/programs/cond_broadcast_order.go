// tags: cond
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
	ready := false
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			mu.Lock()
			for !ready {
				logln("waits", i)
				c.Wait()
			}
			logln("goes on", i)
			mu.Unlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	mu.Lock()
	ready = true
	c.Broadcast()
	logln("broadcast")
	mu.Unlock()
	wg.Wait()
}
