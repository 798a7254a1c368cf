// tags: deadlock,time
// A timer that is stopped, or that nobody waits for, keeps no program alive.
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(time.Hour)
	t.Stop()
	_ = time.NewTicker(time.Hour)
	fmt.Println("waits")
	<-t.C
}
