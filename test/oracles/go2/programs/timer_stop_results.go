// tags: time
package main

import (
	"time"
)

func main() {
	defer flushLog()
	t := time.NewTimer(20 * time.Millisecond)
	logln("stop before:", t.Stop(), t.Stop())
	logln("reset stopped:", t.Reset(5*time.Millisecond))
	<-t.C
	logln("stop after receive:", t.Stop())
	logln("reset after receive:", t.Reset(5*time.Millisecond))
	time.Sleep(15 * time.Millisecond)
	logln("stop of one that fired unseen:", t.Stop(), t.Stop())
	select {
	case <-t.C:
		logln("stale value")
	default:
		logln("no stale value")
	}
	t.Reset(5 * time.Millisecond)
	time.Sleep(15 * time.Millisecond)
	logln("reset of one that fired unseen:", t.Reset(20*time.Millisecond))
	begin := time.Now()
	<-t.C
	logln("waited for the new one:", time.Since(begin) > 15*time.Millisecond, len(t.C), cap(t.C))
}
