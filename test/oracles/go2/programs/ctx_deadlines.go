// tags: context,time
package main

import (
	"context"
	"time"
)

func main() {
	defer flushLog()
	parent, cancelParent := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancelParent()
	longer, cancelLonger := context.WithTimeout(parent, time.Hour)
	defer cancelLonger()
	shorter, cancelShorter := context.WithDeadline(parent, time.Now().Add(2*time.Millisecond))
	defer cancelShorter()
	<-shorter.Done()
	logln(shorter.Err(), parent.Err(), longer.Err())
	<-longer.Done()
	logln(parent.Err(), longer.Err())
	cancelShorter()
	logln(shorter.Err())
	past, cancelPast := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancelPast()
	logln(past.Err())
	early, cancelEarly := context.WithTimeout(context.Background(), time.Hour)
	cancelEarly()
	logln(early.Err())
	zero, cancelZero := context.WithTimeout(context.Background(), 0)
	defer cancelZero()
	logln(zero.Err())
	logln(context.Background().Done() == nil, context.Background().Err())
}
