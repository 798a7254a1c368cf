// tags: panic
package main

func inner() {
	defer logln("inner 1")
	defer logln("inner 2")
	panic("deep")
}

func main() {
	defer flushLog()
	defer logln("main 1")
	func() {
		defer logln("middle")
		inner()
		logln("never")
	}()
}
