// tags: time,scale
package main

import (
	"sync"
	"time"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	for i := 0; i < 40; i++ {
		wg.Add(1)
		ms := 3 * ((i*17)%40 + 1)
		go func() {
			time.Sleep(time.Duration(ms) * time.Millisecond)
			logln(ms, i)
			wg.Done()
		}()
	}
	wg.Wait()
}
