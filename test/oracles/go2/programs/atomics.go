// tags: atomic
package main

import (
	"sync"
	"sync/atomic"
)

func main() {
	defer flushLog()
	var n atomic.Int64
	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			for r := 0; r < 100; r++ {
				n.Add(1)
			}
			for {
				old := n.Load()
				if n.CompareAndSwap(old, old+1000) {
					break
				}
			}
			wg.Done()
		}()
	}
	wg.Wait()
	logln(n.Load(), n.Swap(7), n.CompareAndSwap(8, 9), n.CompareAndSwap(7, 9), n.Add(-10))
	n.Store(3)
	logln(n.Load())
}
