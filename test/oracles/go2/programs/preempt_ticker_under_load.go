// tags: preempt,time
// Spinning goroutines do not keep a ticker's reader from its P for ever.
package main

import (
	"time"
)

func main() {
	defer flushLog()
	for i := 0; i < 2; i++ {
		go func() {
			for {
			}
		}()
	}
	t := time.NewTicker(5 * time.Millisecond)
	for i := 0; i < 3; i++ {
		<-t.C
		logln("tick", i)
	}
}
