// tags: exit
package main

import (
	"fmt"
	"os"
)

func main() {
	go func() {
		fmt.Println("exits")
		os.Exit(0)
	}()
	select {}
}
