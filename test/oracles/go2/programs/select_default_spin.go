// tags: select,gosched
package main

import (
	"runtime"
)

func main() {
	defer flushLog()
	c := make(chan int)
	go func() {
		for i := 0; i < 5; i++ {
			runtime.Gosched()
		}
		logln("sends")
		c <- 1
		logln("sent")
	}()
	rounds := 0
	for {
		select {
		case v := <-c:
			logln("got", v, "waited", rounds > 0)
			return
		default:
			rounds++
			runtime.Gosched()
		}
	}
}
