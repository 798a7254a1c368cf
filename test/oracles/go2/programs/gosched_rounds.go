// tags: gosched,globalq
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			for r := 0; r < 3; r++ {
				logln("g", i, "round", r)
				runtime.Gosched()
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
