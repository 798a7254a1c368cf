// tags: stack
package main

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1
}

func main() {
	defer flushLog()
	sums := make(chan int)
	for i := 1; i <= 3; i++ {
		go func() { sums <- depth(i * 20000) }()
	}
	logln(<-sums + <-sums + <-sums)
	logln(depth(200000))
}
