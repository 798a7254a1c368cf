// tags: panic
package main

import (
	"errors"
	"fmt"
)

var base = errors.New("base")

func main() {
	panic(fmt.Errorf("while reading: %w", base))
}
