// tags: deadlock,wg
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		fmt.Println("only one")
		wg.Done()
	}()
	wg.Wait()
}
