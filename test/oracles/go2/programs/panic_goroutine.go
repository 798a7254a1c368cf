// tags: panic
package main

import (
	"fmt"
)

func main() {
	go func() {
		defer fmt.Println("its defer runs")
		panic("in a goroutine")
	}()
	defer fmt.Println("never: main's defer")
	select {}
}
