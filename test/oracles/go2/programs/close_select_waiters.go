// tags: chan,close,select
// Plain receivers and selects wait on the same channel when it is closed.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	c, other := make(chan int), make(chan int)
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%2 == 0 {
				_, ok := <-c
				logln("recv", i, ok)
				return
			}
			select {
			case _, ok := <-c:
				logln("select", i, ok)
			case <-other:
				logln("other", i)
			}
		}()
	}
	runtime.Gosched()
	close(c)
	wg.Wait()
}
