// tags: runtime
package main

import (
	"runtime"
	"sync"
	"time"
)

func main() {
	defer flushLog()
	logln("start", runtime.NumGoroutine())
	stop := make(chan bool)
	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() { <-stop; wg.Done() }()
	}
	logln("ten more", runtime.NumGoroutine())
	runtime.Gosched()
	logln("blocked", runtime.NumGoroutine())
	close(stop)
	wg.Wait()
	time.Sleep(5 * time.Millisecond)
	logln("end", runtime.NumGoroutine())
}
