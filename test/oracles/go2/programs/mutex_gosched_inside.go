// tags: mutex,gosched
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for r := 0; r < 3; r++ {
				mu.Lock()
				logln("g", i, "round", r)
				runtime.Gosched()
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
}
