// tags: runtime,globalq
// Setting the same number again stops nothing: the ring keeps its order.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	runtime.GOMAXPROCS(1)
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() { logln("early", i); wg.Done() }()
	}
	runtime.GOMAXPROCS(1)
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() { logln("late", i); wg.Done() }()
	}
	wg.Wait()
}
