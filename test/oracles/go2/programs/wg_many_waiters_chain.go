// tags: wg,runnext
// Each goroutine waits for the one before it.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	const n = 8
	var wgs [n + 1]sync.WaitGroup
	for i := range wgs {
		wgs[i].Add(1)
	}
	for i := n - 1; i >= 0; i-- {
		go func() {
			wgs[i].Wait()
			logln("stage", i)
			wgs[i+1].Done()
		}()
	}
	runtime.Gosched()
	wgs[0].Done()
	wgs[n].Wait()
}
