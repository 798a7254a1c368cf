// tags: go
// Arguments of a go statement are evaluated at once, in order, by the caller.
package main

import (
	"sync"
)

func arg(name string, v int) int { logln("argument", name); return v }

func main() {
	defer flushLog()
	var wg sync.WaitGroup
	wg.Add(2)
	f := func(a, b int) { logln("runs", a, b); wg.Done() }
	x := 1
	go f(arg("x", x), arg("y", 2))
	x = 10
	go f(arg("x", x), arg("z", 3))
	logln("main waits")
	wg.Wait()
}
