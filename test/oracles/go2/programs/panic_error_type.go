// tags: panic
package main

import (
	"fmt"
)

type failure struct{ code int }

func (f failure) Error() string { return fmt.Sprint("failed with code ", f.code) }

func main() {
	panic(failure{17})
}
