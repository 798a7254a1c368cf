// tags: select,nil
package main

import (
	"fmt"
)

func source(name string, n int) chan string {
	c := make(chan string)
	go func() {
		for i := 0; i < n; i++ {
			c <- fmt.Sprint(name, i)
		}
		close(c)
	}()
	return c
}

func main() {
	defer flushLog()
	a, b := source("a", 3), source("b", 5)
	count := 0
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				logln("a is over")
				continue
			}
			logln(v)
		case v, ok := <-b:
			if !ok {
				b = nil
				logln("b is over")
				continue
			}
			logln(v)
		}
		count++
	}
	logln(count)
}
