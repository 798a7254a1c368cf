// tags: panic,chan
package main

func main() {
	defer flushLog()
	c := make(chan int, 1)
	close(c)
	v, ok := <-c
	logln(v, ok)
	c <- 1
}
