// tags: select
package main

func main() {
	defer flushLog()
	high, low := make(chan int, 5), make(chan int, 5)
	for i := 0; i < 5; i++ {
		low <- i
		high <- 10 + i
	}
	for i := 0; i < 11; i++ {
		select {
		case v := <-high:
			logln("high", v)
			continue
		default:
		}
		select {
		case v := <-high:
			logln("high", v)
		case v := <-low:
			logln("low", v)
		default:
			logln("nothing")
		}
	}
}
