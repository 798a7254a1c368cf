// tags: panic,time
package main

import (
	"time"
)

func main() {
	time.AfterFunc(time.Millisecond, func() { panic("in the timer's goroutine") })
	select {}
}
