// tags: chan,close,panic
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	c := make(chan int)
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { logln("sender", i, recover()) }()
			c <- i
			logln("never")
		}()
	}
	runtime.Gosched()
	logln("got", <-c)
	close(c)
	wg.Wait()
	v, ok := <-c
	logln(v, ok)
}
