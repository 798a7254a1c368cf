// tags: panic
// Each level recovers and panics anew; the last one is recovered for good.
package main

import (
	"fmt"
)

func level(n int) {
	defer func() {
		r := recover()
		logln("level", n, "sees", r)
		if n > 0 {
			panic(fmt.Sprint("from ", n))
		}
	}()
	if n == 3 {
		panic("bottom")
	}
	level(n + 1)
}

func main() {
	defer flushLog()
	level(0)
	logln("goes on")
}
