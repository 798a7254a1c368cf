// tags: fatal,rwmutex
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("never", recover()) }()
	var rw sync.RWMutex
	rw.RUnlock()
}
