// tags: thread
package main

import (
	"runtime"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		runtime.LockOSThread()
		runtime.LockOSThread()
		runtime.UnlockOSThread()
		logln("still locked")
		runtime.Gosched()
		logln("came back")
		runtime.UnlockOSThread()
		runtime.UnlockOSThread()
		logln("free")
	}()
	go func() {
		defer wg.Done()
		runtime.LockOSThread()
		logln("ends locked")
	}()
	wg.Wait()
	logln("main ends")
}
