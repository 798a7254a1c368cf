// tags: chan
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer flushLog()
	c := make(chan string, 1)
	var wg sync.WaitGroup
	for _, name := range []string{"x", "y"} {
		wg.Add(1)
		go func() {
			for i := 0; i < 5; i++ {
				c <- fmt.Sprint(name, i)
				logln("put", name, i)
			}
			wg.Done()
		}()
	}
	go func() { wg.Wait(); close(c) }()
	for v := range c {
		logln("take", v)
	}
}
