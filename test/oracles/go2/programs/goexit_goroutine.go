// tags: goexit
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
		defer func() { logln("recover gives", recover()) }()
		func() {
			defer logln("inner defer")
			runtime.Goexit()
		}()
		logln("never")
	}()
	go func() {
		defer wg.Done()
		defer func() {
			logln("recovered", recover())
			runtime.Goexit()
		}()
		panic("then goexit")
	}()
	wg.Wait()
	logln("end", runtime.NumGoroutine() <= 2)
}
