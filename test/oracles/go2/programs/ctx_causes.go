// tags: context
package main

import (
	"context"
	"errors"
	"time"
)

func main() {
	defer flushLog()
	root, cancelRoot := context.WithCancelCause(context.Background())
	child, cancelChild := context.WithCancel(root)
	defer cancelChild()
	own, cancelOwn := context.WithCancelCause(root)
	logln(context.Cause(root), context.Cause(child))
	cancelOwn(errors.New("own reason"))
	cancelRoot(errors.New("disk is full"))
	cancelRoot(errors.New("too late"))
	logln(root.Err(), "-", context.Cause(root))
	logln(child.Err(), "-", context.Cause(child))
	logln(own.Err(), "-", context.Cause(own))
	plain, cancelPlain := context.WithCancelCause(context.Background())
	cancelPlain(nil)
	logln(plain.Err(), "-", context.Cause(plain))
	timed, cancelTimed := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancelTimed()
	<-timed.Done()
	logln(timed.Err(), "-", context.Cause(timed))
	logln(context.Cause(context.Background()))
}
