// tags: context
package main

import (
	"context"
	"errors"
)

func main() {
	defer flushLog()
	root, cancelRoot := context.WithCancel(context.Background())
	mid, cancelMid := context.WithCancel(root)
	leaf, cancelLeaf := context.WithCancel(mid)
	side, cancelSide := context.WithCancel(root)
	defer cancelLeaf()
	defer cancelSide()
	show := func(what string) { logln(what, root.Err(), mid.Err(), leaf.Err(), side.Err()) }
	show("at first")
	cancelMid()
	show("mid cancelled")
	<-leaf.Done()
	cancelMid()
	cancelRoot()
	show("root cancelled")
	late, cancelLate := context.WithCancel(root)
	defer cancelLate()
	logln(late.Err(), errors.Is(late.Err(), context.Canceled))
}
