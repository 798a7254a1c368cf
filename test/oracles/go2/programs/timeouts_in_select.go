// tags: time,select
package main

import (
	"time"
)

func main() {
	defer flushLog()
	c := make(chan int)
	go func() {
		for i := 0; i < 3; i++ {
			time.Sleep(time.Duration(i*20+5) * time.Millisecond)
			c <- i
		}
	}()
	for {
		select {
		case v := <-c:
			logln("value", v)
		case <-time.After(30 * time.Millisecond):
			logln("timeout")
			return
		}
	}
}
