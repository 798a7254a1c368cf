// tags: select,fifo
// Sending selects wait on two channels; one receiver empties both.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	a, b := make(chan int), make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			select {
			case a <- i:
				logln(i, "to a")
			case b <- i:
				logln(i, "to b")
			}
		}()
	}
	runtime.Gosched()
	logln("from b", <-b)
	logln("from a", <-a)
	logln("from a", <-a)
	logln("from b", <-b)
	wg.Wait()
}
