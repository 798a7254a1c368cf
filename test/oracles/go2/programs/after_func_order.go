// tags: time
// Equal deadlines, one after another: each timer starts a goroutine.
package main

import (
	"sync"
	"time"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	wg.Add(6)
	at := 20 * time.Millisecond
	for i := 0; i < 6; i++ {
		time.AfterFunc(at-time.Duration(5-i), func() { logln("func", i); wg.Done() })
	}
	wg.Wait()
}
