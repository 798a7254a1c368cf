// tags: rwmutex
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var rw sync.RWMutex
	var wg sync.WaitGroup
	rw.RLock()
	wg.Add(1)
	go func() {
		logln("writer asks")
		rw.Lock()
		logln("writer has it")
		rw.Unlock()
		wg.Done()
	}()
	runtime.Gosched()
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			logln("reader", i, "asks", rw.TryRLock())
			rw.RLock()
			logln("reader", i, "has it")
			rw.RUnlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	logln("first reader ends")
	rw.RUnlock()
	wg.Wait()
}
