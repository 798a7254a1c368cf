package main

import (
	"os"
	"runtime"
	"runtime/trace"
	"sync"
	"syscall"
	"time"
)

var sink []byte

func main() {
	f, _ := os.Create(os.Args[1])
	runtime.GOMAXPROCS(4)
	trace.Start(f)
	var wg sync.WaitGroup
	c := make(chan int)
	var mu sync.Mutex
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 5; j++ {
				c <- j
				mu.Lock()
				t := syscall.Timespec{Nsec: 300000}
				syscall.Nanosleep(&t, nil)
				mu.Unlock()
				sink = make([]byte, 1<<20)
				runtime.Gosched()
			}
		}()
	}
	go func() { wg.Wait(); close(c) }()
	n := 0
	for range c {
		n++
		if n == 10 {
			runtime.GOMAXPROCS(2)
		}
		if n == 15 {
			time.Sleep(time.Millisecond)
			runtime.GOMAXPROCS(3)
		}
	}
	trace.Stop()
	f.Close()
}
