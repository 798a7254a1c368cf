// tags: time
package main

import (
	"time"
)

func main() {
	defer flushLog()
	fired := make(chan int, 10)
	t := time.AfterFunc(5*time.Millisecond, func() { fired <- 1 })
	logln(t.C == nil)
	logln("got", <-fired)
	logln("stop after:", t.Stop())
	logln("reset after:", t.Reset(5*time.Millisecond))
	logln("got", <-fired)
	logln("reset:", t.Reset(time.Hour), t.Reset(5*time.Millisecond))
	logln("got", <-fired)
	t.Reset(5 * time.Millisecond)
	logln("stop before:", t.Stop(), t.Stop())
	select {
	case <-fired:
		logln("never")
	case <-time.After(20 * time.Millisecond):
		logln("quiet")
	}
}
