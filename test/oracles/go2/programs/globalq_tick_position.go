// tags: globalq,fairness
// One goroutine in the global queue among 200 in the ring: where does the 61st tick let it in?
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
		add(1000)
		runtime.Gosched()
		add(1001)
		runtime.Gosched()
		add(1002)
		wg.Done()
	}()
	for i := 0; i < 200; i++ {
		wg.Add(1)
		go func() { add(i); wg.Done() }()
	}
	runtime.Gosched()
	add(2000)
	wg.Wait()
	logln(order)
}
