// tags: runq,globalq
// The overflow happens in a child goroutine while main is in the global queue.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	var mu sync.Mutex
	var order []int
	add := func(i int) { mu.Lock(); order = append(order, i); mu.Unlock() }
	wg.Add(1)
	go func() {
		for i := 0; i < 400; i++ {
			wg.Add(1)
			go func() { add(i); wg.Done() }()
		}
		add(-1)
		wg.Done()
	}()
	runtime.Gosched()
	add(-2)
	wg.Wait()
	logln(order)
}
