// tags: once,panic
package main

import (
	"sync"
)

func main() {
	defer flushLog()
	var once sync.Once
	try := func(f func()) {
		defer func() { logln("recovered:", recover()) }()
		once.Do(f)
		logln("returned")
	}
	try(func() { panic("first") })
	try(func() { logln("never") })
}
