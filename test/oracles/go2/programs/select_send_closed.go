// tags: select,panic
package main

import (
	"runtime"
)

func main() {
	defer flushLog()
	c := make(chan int, 1)
	full := make(chan int)
	close(c)
	func() {
		defer func() { logln("recovered:", recover()) }()
		select {
		case c <- 1:
		case full <- 2:
		default:
			logln("default")
		}
	}()
	func() {
		defer func() { logln("recovered:", recover()) }()
		go func() {
			runtime.Gosched()
			close(full)
		}()
		select {
		case full <- 2:
			logln("never")
		case <-make(chan int):
			logln("never")
		}
	}()
}
