// tags: chan
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	c := make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			for v := range c {
				logln("consumer", i, "item", v)
			}
			logln("consumer", i, "ends")
			wg.Done()
		}()
	}
	for i := 0; i < 9; i++ {
		c <- i
	}
	close(c)
	wg.Wait()
}
