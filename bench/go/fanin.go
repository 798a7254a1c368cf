// A hundred thousand goroutines send one value each to one channel.
package main

import "time"

const senders = 100_000

func main() {
	start := time.Now()
	results := make(chan int)
	for i := 0; i < senders; i++ {
		go func() { results <- i }()
	}
	sum := 0
	for i := 0; i < senders; i++ {
		sum += <-results
	}
	println(sum, time.Since(start).Nanoseconds())
}
