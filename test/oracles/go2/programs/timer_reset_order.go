// tags: time
package main

import (
	"time"
)

func main() {
	defer flushLog()
	a := time.NewTimer(10 * time.Millisecond)
	b := time.NewTimer(20 * time.Millisecond)
	c := time.NewTimer(30 * time.Millisecond)
	a.Reset(40 * time.Millisecond)
	c.Reset(5 * time.Millisecond)
	for i := 0; i < 3; i++ {
		select {
		case <-a.C:
			logln("a")
		case <-b.C:
			logln("b")
		case <-c.C:
			logln("c")
		}
	}
}
