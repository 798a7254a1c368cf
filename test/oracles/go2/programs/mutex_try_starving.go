// tags: mutex,time
// TryLock fails while the lock is being handed over in starvation mode.
package main

import (
	"sync"
	"time"
)

func main() {
	defer flushLog()
	var mu sync.Mutex
	done := make(chan bool)
	mu.Lock()
	go func() {
		mu.Lock()
		logln("waiter has it")
		mu.Unlock()
		done <- true
	}()
	time.Sleep(3 * time.Millisecond)
	mu.Unlock()
	mu.Lock()
	logln("main barged in")
	time.Sleep(3 * time.Millisecond)
	mu.Unlock()
	logln("try", mu.TryLock())
	<-done
}
