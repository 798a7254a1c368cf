// tags: chan,mutex
package main

import (
	"sync"
)

type hub struct {
	mu   sync.RWMutex
	subs []chan string
}

func (h *hub) subscribe() <-chan string {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := make(chan string, 2)
	h.subs = append(h.subs, c)
	return c
}

func (h *hub) publish(s string) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for _, c := range h.subs {
		c <- s
	}
}

func main() {
	defer flushLog()
	h := &hub{}
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		c := h.subscribe()
		go func() {
			defer wg.Done()
			for s := range c {
				logln("subscriber", i, s)
			}
		}()
	}
	for _, s := range []string{"a", "b", "c", "d"} {
		h.publish(s)
	}
	for _, c := range h.subs {
		close(c)
	}
	wg.Wait()
}
