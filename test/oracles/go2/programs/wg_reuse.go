// tags: wg
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	for r := 0; r < 3; r++ {
		wg.Add(3)
		for i := 0; i < 3; i++ {
			go func() {
				logln("round", r, "g", i)
				wg.Done()
			}()
		}
		wg.Wait()
		logln("end of round", r)
	}
	wg.Wait()
	func() {
		defer func() { logln(recover()) }()
		wg.Done()
	}()
}
