// tags: context,close
package main

import (
	"context"
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-ctx.Done()
			logln("worker", i, ctx.Err())
		}()
	}
	runtime.Gosched()
	cancel()
	logln("cancelled")
	wg.Wait()
}
