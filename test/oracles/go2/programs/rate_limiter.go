// tags: time,chan
package main

import (
	"time"
)

func main() {
	defer flushLog()
	burst := make(chan int, 3)
	for i := 0; i < 3; i++ {
		burst <- i
	}
	tick := time.NewTicker(5 * time.Millisecond)
	go func() {
		for range tick.C {
			select {
			case burst <- 0:
			default:
			}
		}
	}()
	begin := time.Now()
	for i := 0; i < 6; i++ {
		<-burst
		ms := time.Since(begin).Milliseconds()
		logln("request", i, "at once:", ms < 4)
	}
}
