// tags: time
package main

import (
	"time"
)

func main() {
	defer flushLog()
	t := time.NewTicker(10 * time.Millisecond)
	n := 0
	end := time.After(55 * time.Millisecond)
	for over := false; !over; {
		select {
		case <-t.C:
			n++
			logln("tick", n)
		case <-end:
			over = true
		}
	}
	t.Stop()
	select {
	case <-t.C:
		logln("tick after stop")
	case <-time.After(30 * time.Millisecond):
		logln("silence")
	}
	t.Reset(5 * time.Millisecond)
	<-t.C
	logln("ticks again")
	t.Stop()
}
