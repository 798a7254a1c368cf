// tags: fatal,stack
// runs: 3
package main

import (
	"fmt"
)

func down(n int) int { return down(n+1) + 1 }

func main() {
	defer func() { fmt.Println("never", recover()) }()
	fmt.Println(down(0))
}
