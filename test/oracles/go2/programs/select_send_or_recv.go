// tags: select
// Both goroutines are ready to send and to receive on the same channel.
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	c := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	sent, received := 0, 0
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for r := 0; r < 50; r++ {
				select {
				case c <- i:
					mu.Lock()
					sent++
					mu.Unlock()
				case v := <-c:
					mu.Lock()
					received++
					mu.Unlock()
					if v == i {
						logln("from itself")
					}
				}
			}
		}()
	}
	wg.Wait()
	logln(sent, received)
}
