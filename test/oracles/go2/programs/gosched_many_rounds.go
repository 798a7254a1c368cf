// tags: gosched,globalq,fairness
// 150 goroutines that give way twice each: ring, global queue and the 61st tick mix.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	var mu sync.Mutex
	var order []string
	for i := 0; i < 150; i++ {
		wg.Add(1)
		go func() {
			for r := 0; r < 3; r++ {
				mu.Lock()
				order = append(order, fmt.Sprint(i, ".", r))
				mu.Unlock()
				runtime.Gosched()
			}
			wg.Done()
		}()
	}
	wg.Wait()
	for _, s := range order {
		logln(s)
	}
}
