// tags: cond
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var mu sync.Mutex
	notFull, notEmpty := sync.NewCond(&mu), sync.NewCond(&mu)
	var queue []int
	var wg sync.WaitGroup
	for p := 0; p < 2; p++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 4; i++ {
				mu.Lock()
				for len(queue) == 2 {
					notFull.Wait()
				}
				queue = append(queue, p*10+i)
				logln("put", p*10+i, len(queue))
				notEmpty.Signal()
				mu.Unlock()
			}
		}()
	}
	for c := 0; c < 2; c++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 4; i++ {
				mu.Lock()
				for len(queue) == 0 {
					notEmpty.Wait()
				}
				v := queue[0]
				queue = queue[1:]
				logln("consumer", c, "take", v)
				notFull.Signal()
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	logln(len(queue))
}
