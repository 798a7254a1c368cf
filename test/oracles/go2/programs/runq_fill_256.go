// tags: runq
// 256 goroutines fill the ring and runnext exactly; main gives way instead of waiting.
package main

import (
	"runtime"
)

func main() {
	defer flushLog()
	n := 256
	order := make([]int, 0, n)
	for i := 0; i < n; i++ {
		go func() { order = append(order, i) }()
	}
	runtime.Gosched()
	logln(len(order))
	runtime.Gosched()
	logln(order)
}
