// tags: deadlock,select
package main

import (
	"fmt"
)

func main() {
	go func() { fmt.Println("runs first") }()
	select {}
}
