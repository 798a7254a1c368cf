// tags: cond,rwmutex
// A Cond on the write side of an RWMutex.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var rw sync.RWMutex
	c := sync.NewCond(&rw)
	var wg sync.WaitGroup
	n := 0
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			rw.Lock()
			for n <= i {
				c.Wait()
			}
			logln("passed", i)
			rw.Unlock()
			wg.Done()
		}()
	}
	for i := 0; i < 3; i++ {
		runtime.Gosched()
		rw.Lock()
		n++
		logln("n is", n)
		c.Broadcast()
		rw.Unlock()
	}
	wg.Wait()
}
