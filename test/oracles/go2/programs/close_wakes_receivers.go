// tags: chan,close
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	c := make(chan int)
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			logln("waits", i)
			v, ok := <-c
			logln("woke", i, v, ok)
		}()
	}
	runtime.Gosched()
	close(c)
	wg.Wait()
}
