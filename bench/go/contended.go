// Sixteen goroutines increment one counter under one mutex and give way while they hold it, so that the others queue.
package main

import (
	"runtime"
	"sync"
	"time"
)

const (
	workers = 16
	rounds  = 30_000
)

func main() {
	start := time.Now()
	var mu sync.Mutex
	var wg sync.WaitGroup
	count := 0
	for w := 0; w < workers; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < rounds; i++ {
				mu.Lock()
				runtime.Gosched()
				count++
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	println(count, time.Since(start).Nanoseconds())
}
