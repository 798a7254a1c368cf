// tags: select
package main

func main() {
	defer flushLog()
	a, b, c := make(chan int, 900), make(chan int, 900), make(chan int, 900)
	for i := 0; i < 900; i++ {
		a <- i
		b <- i
		c <- i
	}
	var n [3]int
	for i := 0; i < 900; i++ {
		select {
		case <-a:
			n[0]++
		case <-b:
			n[1]++
		case <-c:
			n[2]++
		}
	}
	for i := range n {
		logln(i, n[i] > 220 && n[i] < 380)
	}
	logln(n[0] + n[1] + n[2])
}
