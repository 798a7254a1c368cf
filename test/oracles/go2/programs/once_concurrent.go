// tags: once
package main

import (
	"runtime"
	"sync"
	"time"
)

func main() {
	defer flushLog()
	var once sync.Once
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once.Do(func() {
				logln("begin", i)
				runtime.Gosched()
				time.Sleep(time.Millisecond)
				logln("end", i)
			})
			logln("after", i)
		}()
	}
	wg.Wait()
	once.Do(func() { logln("never") })
}
