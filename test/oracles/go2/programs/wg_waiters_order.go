// tags: wg
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg, all sync.WaitGroup
	wg.Add(1)
	for i := 0; i < 6; i++ {
		all.Add(1)
		go func() {
			logln("waits", i)
			wg.Wait()
			logln("released", i)
			all.Done()
		}()
	}
	runtime.Gosched()
	logln("done")
	wg.Done()
	all.Wait()
}
