// tags: exit,preempt
package main

import (
	"runtime"
	"time"
)

func main() {
	defer flushLog()
	for i := 0; i < 3; i++ {
		go func() {
			for {
				runtime.Gosched()
			}
		}()
	}
	time.Sleep(3 * time.Millisecond)
	logln("main ends")
}
