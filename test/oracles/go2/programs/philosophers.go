// tags: mutex
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	const n = 5
	var forks [n]sync.Mutex
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			first, second := i, (i+1)%n
			if first > second {
				first, second = second, first
			}
			for r := 0; r < 2; r++ {
				forks[first].Lock()
				runtime.Gosched()
				forks[second].Lock()
				logln("philosopher", i, "eats", r)
				forks[second].Unlock()
				forks[first].Unlock()
			}
		}()
	}
	wg.Wait()
}
