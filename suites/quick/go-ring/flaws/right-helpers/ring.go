package ring

type Ring struct{ ch chan int }

func expect(ok bool) {
	if !ok {
		panic("size")
	}
}

func filled(r *Ring) bool { return len(r.ch) == cap(r.ch) }

func panics(size int) { expect(size >= 1) }

func New(size int) *Ring {
	panics(size)
	return &Ring{make(chan int, size)}
}

func (r *Ring) Push(value int) {
	if filled(r) {
		<-r.ch
	}
	r.ch <- value
}

func (r *Ring) Items() []int {
	n := len(r.ch)
	out := make([]int, n)
	for i := range out {
		out[i] = <-r.ch
		r.ch <- out[i]
	}
	return out
}

func (r *Ring) Len() int { return len(r.ch) }
