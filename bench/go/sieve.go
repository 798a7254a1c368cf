// The first 1,500 primes by a chain of 1,500 filtering goroutines.
package main

import "time"

const primes = 1_500

func generate(out chan<- int) {
	for i := 2; ; i++ {
		out <- i
	}
}

func filter(in <-chan int, out chan<- int, prime int) {
	for {
		i := <-in
		if i%prime != 0 {
			out <- i
		}
	}
}

func main() {
	start := time.Now()
	ch := make(chan int)
	go generate(ch)
	last := 0
	for n := 0; n < primes; n++ {
		last = <-ch
		next := make(chan int)
		go filter(ch, next, last)
		ch = next
	}
	println(last, time.Since(start).Nanoseconds())
}
