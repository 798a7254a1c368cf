// tags: deadlock,time
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTicker(2 * time.Millisecond)
	for i := 0; i < 3; i++ {
		<-t.C
		fmt.Println("tick", i)
	}
	t.Stop()
	select {
	case <-t.C:
	case <-make(chan int):
	}
}
