// tags: goexit,exit
// Main has left; another goroutine ends the program.
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

func main() {
	go func() {
		time.Sleep(2 * time.Millisecond)
		fmt.Println("other ends the program")
		os.Exit(7)
	}()
	defer fmt.Println("main's defer runs")
	runtime.Goexit()
}
