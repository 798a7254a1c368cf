// tags: preempt,atomic
package main

import (
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	defer flushLog()
	var stop atomic.Bool
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			for !stop.Load() {
			}
			wg.Done()
		}()
	}
	time.Sleep(30 * time.Millisecond)
	stop.Store(true)
	wg.Wait()
	logln("all three saw it")
}
