// tags: time
package main

import (
	"sync"
	"time"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	for _, ms := range []int{50, 10, 40, 20, 60, 30} {
		wg.Add(1)
		go func() {
			time.Sleep(time.Duration(ms) * time.Millisecond)
			logln(ms)
			wg.Done()
		}()
	}
	wg.Wait()
}
