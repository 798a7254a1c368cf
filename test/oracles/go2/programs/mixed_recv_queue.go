// tags: chan,select,fifo
// A plain receive, selects and a second plain receive wait in one queue: values go in order of arrival.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	a, b := make(chan int), make(chan int)
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i == 1 || i == 3 {
				select {
				case v := <-a:
					logln("select", i, "a", v)
				case v := <-b:
					logln("select", i, "b", v)
				}
				return
			}
			logln("plain", i, "a", <-a)
		}()
	}
	runtime.Gosched()
	b <- 100
	for i := 0; i < 4; i++ {
		a <- i
	}
	wg.Wait()
}
