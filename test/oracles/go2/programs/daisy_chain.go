// tags: chan,scale
package main

func main() {
	defer flushLog()
	leftmost := make(chan int)
	right, left := leftmost, leftmost
	for i := 0; i < 1000; i++ {
		right = make(chan int)
		go func(l, r chan int) { l <- 1 + <-r }(left, right)
		left = right
	}
	go func(c chan int) { c <- 1 }(right)
	logln(<-leftmost)
}
