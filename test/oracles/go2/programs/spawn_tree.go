// tags: runnext
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	var grow func(path string, depth int)
	grow = func(path string, depth int) {
		defer wg.Done()
		logln(path)
		if depth == 0 {
			return
		}
		for _, side := range []string{"L", "R"} {
			wg.Add(1)
			go grow(path+side, depth-1)
		}
	}
	wg.Add(1)
	grow("*", 4)
	wg.Wait()
}
