// tags: panic,wg
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				if r := recover(); r != nil {
					logln("recovered", r)
				}
			}()
			if i%2 == 1 {
				panic(fmt.Sprint("trouble ", i))
			}
			logln("fine", i)
		}()
	}
	wg.Wait()
	logln("all over")
}
