// tags: syscall,thread
// Four blocking calls of 30 ms take 30 ms together, at one P too.
package main

import (
	"sync"
	"syscall"
	"time"
)

func main() {
	defer flushLog()
	begin := time.Now()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			ts := syscall.NsecToTimespec(30e6)
			syscall.Nanosleep(&ts, nil)
			wg.Done()
		}()
	}
	wg.Wait()
	logln(time.Since(begin) < 90*time.Millisecond)
}
