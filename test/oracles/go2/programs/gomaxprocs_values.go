// tags: runtime
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	before := runtime.GOMAXPROCS(0)
	logln(runtime.GOMAXPROCS(3) == before)
	logln(runtime.GOMAXPROCS(0))
	logln(runtime.GOMAXPROCS(-5))
	logln(runtime.GOMAXPROCS(1))
	logln(runtime.GOMAXPROCS(1))
	var wg sync.WaitGroup
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() { logln("g", i); wg.Done() }()
	}
	wg.Wait()
}
