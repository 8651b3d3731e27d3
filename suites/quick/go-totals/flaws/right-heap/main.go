package main

import (
	"bufio"
	"container/heap"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

type item struct {
	name string
	sum  int
}
type queue []item

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].sum == q[j].sum {
		return q[i].name < q[j].name
	}
	return q[i].sum > q[j].sum
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(item)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func read() (map[string]int, error) {
	sums := make(map[string]int)
	s := bufio.NewScanner(os.Stdin)
	for s.Scan() {
		f := strings.Fields(s.Text())
		if len(f) == 0 {
			continue
		}
		if len(f) != 2 {
			return nil, errors.New("fields")
		}
		n, err := strconv.Atoi(f[1])
		if err != nil {
			return nil, err
		}
		sums[f[0]] = sums[f[0]] + n
	}
	return sums, s.Err()
}

func main() {
	sums, err := read()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	q := &queue{}
	for n, s := range sums {
		heap.Push(q, item{n, s})
	}
	for q.Len() > 0 {
		i := heap.Pop(q).(item)
		fmt.Println(i.name, i.sum)
	}
}
