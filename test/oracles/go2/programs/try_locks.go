// tags: mutex,rwmutex
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var mu sync.Mutex
	logln(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	logln(mu.TryLock())
	var rw sync.RWMutex
	logln(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	logln(rw.TryLock())
	rw.RUnlock()
	logln(rw.TryLock(), rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	logln(rw.TryRLock())
}
