package main
import ("os";"strconv")
type node struct{ next *node; a,b,c,d,e int }  // 48 bytes
var keep []*node
var sink *node
func main(){
 mb,_ := strconv.Atoi(os.Args[1])
 alloc,_ := strconv.Atoi(os.Args[2])
 n := mb*1024*1024/48
 keep = make([]*node, 0, n)
 for i:=0;i<n;i++ { keep = append(keep,&node{}) }
 m := alloc*1024*1024/48
 for i:=0;i<m;i++ { sink = &node{a:i} }
}
