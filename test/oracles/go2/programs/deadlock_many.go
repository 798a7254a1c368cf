// tags: deadlock
// Every kind of wait at once: the dump lists all of them.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	cond := sync.NewCond(&sync.Mutex{})
	var nilc chan int
	c := make(chan int)
	full := make(chan int, 1)
	full <- 1
	mu.Lock()
	rw.Lock()
	wg.Add(1)
	go func() { <-c }()
	go func() { full <- 2 }()
	go func() { <-nilc }()
	go func() { nilc <- 1 }()
	go func() { select {} }()
	go func() {
		select {
		case <-nilc:
		case full <- 1:
		}
	}()
	go func() { mu.Lock() }()
	go func() { rw.RLock() }()
	go func() { rw.Lock() }()
	go func() { wg.Wait() }()
	go func() { cond.L.Lock(); cond.Wait() }()
	go func() {
		for range c {
		}
	}()
	fmt.Println("all wait")
	cond.L.Lock()
	for {
		cond.Wait()
	}
}
