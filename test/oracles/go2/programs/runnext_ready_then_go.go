// tags: runnext,chan
// A goroutine readied through a channel and a new one compete for runnext.
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	c := make(chan int)
	wg.Add(4)
	go func() { logln("receiver", <-c); wg.Done() }()
	runtime.Gosched()
	go func() { logln("first"); wg.Done() }()
	c <- 7
	go func() { logln("second"); wg.Done() }()
	go func() { logln("third"); wg.Done() }()
	logln("main waits")
	wg.Wait()
}
