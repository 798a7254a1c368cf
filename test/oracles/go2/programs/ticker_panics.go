// tags: time,panic
package main

import (
	"time"
)

func main() {
	defer flushLog()
	try := func(f func()) {
		defer func() { logln(recover()) }()
		f()
	}
	try(func() { time.NewTicker(0) })
	try(func() { time.NewTicker(-1) })
	try(func() { time.NewTicker(time.Hour).Reset(0) })
}
