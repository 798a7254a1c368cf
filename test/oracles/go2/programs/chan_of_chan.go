// tags: chan
package main

import (
	"sync"
)

type request struct {
	n     int
	reply chan int
}

func main() {
	defer flushLog()
	reqs := make(chan request)
	go func() {
		for r := range reqs {
			r.reply <- r.n * r.n
		}
	}()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			r := request{i, make(chan int)}
			reqs <- r
			logln("client", i, <-r.reply)
			wg.Done()
		}()
	}
	wg.Wait()
}
