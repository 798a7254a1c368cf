// tags: runtime
package main

import (
	"runtime"
	"strings"
)

func main() {
	defer flushLog()
	c := make(chan int)
	go func() { <-c }()
	runtime.Gosched()
	buf := make([]byte, 1<<16)
	one := string(buf[:runtime.Stack(buf, false)])
	logln(strings.SplitN(one, "\n", 2)[0])
	all := string(buf[:runtime.Stack(buf, true)])
	for _, block := range strings.Split(all, "\n\n") {
		head := strings.SplitN(block, "\n", 2)[0]
		logln(head[strings.Index(head, "["):])
	}
}
