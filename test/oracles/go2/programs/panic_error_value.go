// tags: panic
package main

import (
	"errors"
)

func main() {
	defer flushLog()
	defer logln("deferred")
	panic(errors.New("an error value"))
}
