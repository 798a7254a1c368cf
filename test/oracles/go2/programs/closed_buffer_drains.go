// tags: chan,close
package main

func main() {
	defer flushLog()
	c := make(chan string, 4)
	c <- "a"
	c <- "b"
	close(c)
	logln(len(c), cap(c))
	for i := 0; i < 4; i++ {
		v, ok := <-c
		logf("%q %v %d\n", v, ok, len(c))
	}
}
