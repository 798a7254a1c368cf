// tags: time
package main

import (
	"time"
)

func main() {
	defer flushLog()
	<-time.After(0)
	logln("after 0")
	<-time.After(-time.Hour)
	logln("after -1h")
	t := time.NewTimer(0)
	<-t.C
	logln("timer 0", t.Stop())
	done := make(chan bool)
	time.AfterFunc(-1, func() { logln("func"); close(done) })
	logln("main first")
	<-done
}
