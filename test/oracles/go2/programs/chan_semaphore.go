// tags: chan,sema
package main

import (
	"sync"
	"time"
)

func main() {
	defer flushLog()
	slots := make(chan struct{}, 3)
	var wg sync.WaitGroup
	var mu sync.Mutex
	running, peak := 0, 0
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slots <- struct{}{}
			mu.Lock()
			running++
			peak = max(peak, running)
			mu.Unlock()
			logln("in", i)
			time.Sleep(2 * time.Millisecond)
			mu.Lock()
			running--
			mu.Unlock()
			<-slots
		}()
	}
	wg.Wait()
	logln("peak", peak)
}
