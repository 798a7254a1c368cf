// tags: select,fifo
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	a, b := make(chan int), make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			select {
			case v := <-a:
				logln(i, "a", v)
			case v := <-b:
				logln(i, "b", v)
			}
		}()
	}
	runtime.Gosched()
	for v := 0; v < 3; v++ {
		a <- v
		b <- v
	}
	logln("all sent")
	wg.Wait()
}
