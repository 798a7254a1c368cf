// tags: deadlock,thread
package main

import (
	"runtime"
)

func main() {
	runtime.LockOSThread()
	select {}
}
