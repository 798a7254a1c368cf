// tags: chan
package main

func main() {
	defer flushLog()
	c := make(chan int, 3)
	done := make(chan bool)
	go func() {
		for v := range c {
			logln("recv", v)
		}
		done <- true
	}()
	for i := 0; i < 12; i++ {
		logln("send", i)
		c <- i
	}
	close(c)
	<-done
}
