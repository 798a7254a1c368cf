// tags: time
package main

import (
	"time"
)

func main() {
	defer flushLog()
	go logln("other")
	time.Sleep(0)
	logln("after 0")
	time.Sleep(-time.Second)
	logln("after -1s")
	time.Sleep(1)
	logln("after 1ns")
	time.Sleep(2 * time.Millisecond)
}
