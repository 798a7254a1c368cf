// tags: select
// The same channel in several cases: each value goes to exactly one of them.
package main

func main() {
	defer flushLog()
	c := make(chan int)
	go func() {
		for i := 1; i <= 200; i++ {
			c <- i
		}
		close(c)
	}()
	var n [2]int
	sum := 0
	for open := true; open; {
		var v int
		which := 0
		select {
		case v, open = <-c:
		case v, open = <-c:
			which = 1
		}
		if open {
			n[which]++
			sum += v
		}
	}
	logln(sum, n[0]+n[1], n[0] > 50, n[1] > 50)
}
