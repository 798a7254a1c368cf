// tags: go,chan
package main

func sorted(v []int) []int {
	if len(v) < 2 {
		return v
	}
	left, right := make(chan []int), make(chan []int)
	go func() { left <- sorted(v[:len(v)/2]) }()
	go func() { right <- sorted(v[len(v)/2:]) }()
	a, b := <-left, <-right
	var out []int
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || (len(a) > 0 && a[0] <= b[0]) {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	logln("merged", len(out), out[0])
	return out
}

func main() {
	defer flushLog()
	v := make([]int, 32)
	for i := range v {
		v[i] = (i*37 + 11) % 32
	}
	logln(sorted(v))
}
