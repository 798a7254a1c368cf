// tags: context,pipeline
package main

import (
	"context"
)

func numbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; ; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				logln("generator ends:", ctx.Err())
				return
			}
		}
	}()
	return out
}

func main() {
	defer flushLog()
	ctx, cancel := context.WithCancel(context.Background())
	c := numbers(ctx)
	for v := range c {
		logln(v)
		if v == 4 {
			break
		}
	}
	cancel()
	for range c {
	}
	logln("closed")
}
