// tags: select,close
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	jobs, quit := make(chan int), make(chan struct{})
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := 0
			for {
				select {
				case j := <-jobs:
					logln("worker", i, "job", j)
					n++
				case <-quit:
					logln("worker", i, "quits after", n)
					return
				}
			}
		}()
	}
	for j := 0; j < 6; j++ {
		jobs <- j
	}
	close(quit)
	wg.Wait()
}
