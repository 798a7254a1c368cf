// tags: deadlock,goexit
// Main is over, another goroutine waits for ever.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	go func() {
		fmt.Println("other waits")
		<-make(chan int)
	}()
	runtime.Goexit()
}
