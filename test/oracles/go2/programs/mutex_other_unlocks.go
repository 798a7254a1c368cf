// tags: mutex
// A mutex is not bound to the goroutine that locked it.
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var mu sync.Mutex
	mu.Lock()
	go func() {
		logln("other unlocks")
		mu.Unlock()
	}()
	mu.Lock()
	logln("main has it again")
	mu.Unlock()
}
