// tags: fatal,mutex
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	go func() {
		defer func() { fmt.Println("never", recover()) }()
		mu.Lock()
		mu.Unlock()
		mu.Unlock()
	}()
	select {}
}
