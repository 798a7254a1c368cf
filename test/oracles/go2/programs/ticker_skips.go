// tags: time
// A reader that comes late finds one tick, and the next at a multiple of the period.
package main

import (
	"time"
)

func main() {
	defer flushLog()
	begin := time.Now()
	ms := func() int { return int(time.Since(begin).Milliseconds()) / 10 }
	t := time.NewTicker(20 * time.Millisecond)
	<-t.C
	logln("first", ms())
	time.Sleep(75 * time.Millisecond)
	<-t.C
	logln("late", ms())
	<-t.C
	logln("next", ms())
	<-t.C
	logln("next", ms())
}
