// tags: runq,globalq
// 1,000 goroutines from one loop: the ring overflows seven times.
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	n := 1000
	order := make([]int, 0, n)
	wg.Add(n)
	for i := 0; i < n; i++ {
		go func() { order = append(order, i); wg.Done() }()
	}
	wg.Wait()
	logln(order)
}
