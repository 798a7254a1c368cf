// tags: chan,fifo
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	c := make(chan int, 2)
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			c <- i
			logln("sent", i)
			wg.Done()
		}()
	}
	runtime.Gosched()
	logln("len", len(c), "cap", cap(c))
	for i := 0; i < 6; i++ {
		logln("got", <-c, "len", len(c))
	}
	wg.Wait()
}
