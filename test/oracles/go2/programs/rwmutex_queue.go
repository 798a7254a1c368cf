// tags: rwmutex
// A writer holds the lock; readers and writers wait behind it.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var rw sync.RWMutex
	var wg sync.WaitGroup
	rw.Lock()
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%3 == 0 {
				rw.Lock()
				logln("writer", i)
				runtime.Gosched()
				rw.Unlock()
				return
			}
			rw.RLock()
			logln("reader", i)
			runtime.Gosched()
			rw.RUnlock()
		}()
	}
	runtime.Gosched()
	logln("main unlocks")
	rw.Unlock()
	wg.Wait()
}
