// tags: deadlock,nil,select
// A select with one case is the plain operation.
package main

func main() {
	var a chan int
	select {
	case <-a:
	}
}
