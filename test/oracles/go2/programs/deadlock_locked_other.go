// tags: deadlock,thread
package main

import (
	"runtime"
)

func main() {
	go func() {
		runtime.LockOSThread()
		<-make(chan int)
	}()
	runtime.Gosched()
	<-make(chan int)
}
