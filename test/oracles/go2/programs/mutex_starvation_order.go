// tags: mutex,time
// Held for longer than 1 ms: the waiters switch to starvation mode and get the lock in order of arrival.
package main

import (
	"sync"
	"time"
)

func main() {
	defer flushLog()
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for r := 0; r < 2; r++ {
				mu.Lock()
				logln("g", i, "round", r)
				time.Sleep(2 * time.Millisecond)
				mu.Unlock()
			}
		}()
	}
	time.Sleep(5 * time.Millisecond)
	mu.Unlock()
	wg.Wait()
}
