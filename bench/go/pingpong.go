// Two goroutines hand a value to each other over two unbuffered channels.
package main

import "time"

const rounds = 500_000

func main() {
	start := time.Now()
	ping := make(chan int)
	pong := make(chan int)
	go func() {
		for v := range ping {
			pong <- v
		}
	}()
	sum := 0
	for i := 0; i < rounds; i++ {
		ping <- i
		sum += <-pong
	}
	println(sum, time.Since(start).Nanoseconds())
}
