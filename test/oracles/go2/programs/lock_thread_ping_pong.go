// tags: thread,chan
package main

import (
	"runtime"
)

func main() {
	defer flushLog()
	runtime.LockOSThread()
	a, b := make(chan int), make(chan int)
	go func() {
		runtime.LockOSThread()
		for v := range a {
			logln("other", v)
			b <- v + 1
		}
		close(b)
	}()
	go logln("a third one")
	for i := 0; i < 8; i += 2 {
		a <- i
		logln("main", <-b)
	}
	close(a)
	_, ok := <-b
	logln(ok)
}
