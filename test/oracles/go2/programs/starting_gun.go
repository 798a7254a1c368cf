// tags: chan,close
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var ready, done sync.WaitGroup
	gun := make(chan struct{})
	for i := 0; i < 8; i++ {
		ready.Add(1)
		done.Add(1)
		go func() {
			ready.Done()
			<-gun
			logln("runner", i)
			done.Done()
		}()
	}
	ready.Wait()
	logln("bang")
	close(gun)
	done.Wait()
}
