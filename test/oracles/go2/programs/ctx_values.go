// tags: context
package main

import (
	"context"
)

type key string

func main() {
	defer flushLog()
	a := context.WithValue(context.Background(), key("user"), "ann")
	b, cancel := context.WithCancel(a)
	defer cancel()
	c := context.WithValue(b, key("user"), "bob")
	d := context.WithValue(c, key("id"), 7)
	logln(a.Value(key("user")), b.Value(key("user")), c.Value(key("user")), d.Value(key("user")), d.Value(key("id")))
	logln(a.Value(key("id")), d.Value("id"), d.Value(key("none")))
	cancel()
	logln(d.Err(), a.Err())
}
