// tags: chan,fifo
package main

func main() {
	defer flushLog()
	const n = 4
	var cs [n]chan int
	for i := range cs {
		cs[i] = make(chan int)
	}
	done := make(chan bool)
	for i := 0; i < n; i++ {
		go func() {
			for v := range cs[i] {
				logln("node", i, "token", v)
				if v == 0 {
					close(done)
					return
				}
				cs[(i+1)%n] <- v - 1
			}
		}()
	}
	cs[0] <- 10
	<-done
}
