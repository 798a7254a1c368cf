// tags: exit
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never: defer")
	fmt.Println("exits")
	os.Exit(256 + 3)
}
