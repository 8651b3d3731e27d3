package ring

import (
	"container/list"
	"fmt"
)

type Ring struct {
	*list.List
	size int
}

func New(size int) *Ring {
	if size < 1 {
		panic(fmt.Errorf("bad size %d", size))
	}
	return &Ring{list.New(), size}
}

func (r *Ring) Push(value int) {
	if r.List.Len() == r.size {
		r.Remove(r.Front())
	}
	r.PushBack(value)
}

func (r *Ring) Items() (out []int) {
	out = []int{}
	for e := r.Front(); e != nil; e = e.Next() {
		out = append(out, e.Value.(int))
	}
	return
}

func (r *Ring) Len() int { return r.List.Len() }
