// tags: select
// Channel and value expressions are evaluated once, in source order, also for cases that are not chosen.
package main

func main() {
	defer flushLog()
	a, b := make(chan int, 1), make(chan int, 1)
	ch := func(name string, c chan int) chan int { logln("channel", name); return c }
	val := func(v int) int { logln("value", v); return v }
	b <- 5
	select {
	case ch("a", a) <- val(1):
		logln("sent")
	case ch("full", b) <- val(2):
		logln("never")
	case v := <-ch("nil", nil):
		logln("never", v)
	}
	select {
	case ch("a", a) <- val(3):
		logln("never")
	case v := <-ch("b", b):
		logln("got", v)
	default:
		logln("never")
	}
}
