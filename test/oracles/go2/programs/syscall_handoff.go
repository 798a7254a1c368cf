// tags: syscall
// While one goroutine is in a system call, its P runs the others.
package main

import (
	"sync"
	"syscall"
	"time"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		logln("calls")
		ts := syscall.NsecToTimespec(30e6)
		syscall.Nanosleep(&ts, nil)
		logln("returns")
		wg.Done()
	}()
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			time.Sleep(time.Duration(i+1) * 5 * time.Millisecond)
			logln("g", i)
			wg.Done()
		}()
	}
	wg.Wait()
}
