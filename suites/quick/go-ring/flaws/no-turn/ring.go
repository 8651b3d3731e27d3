package ring

type Ring struct {
	values []int
	start  int
	count  int
}

func New(size int) *Ring {
	if size < 1 {
		panic("ring: size must be at least 1")
	}
	return &Ring{values: make([]int, size)}
}

func (r *Ring) Push(value int) {
	if r.count < len(r.values) {
		r.values[(r.start+r.count)%len(r.values)] = value
		r.count++
		return
	}
	r.values[r.start] = value
	r.start = (r.start + 1) % len(r.values)
}

func (r *Ring) Items() []int {
	return append([]int{}, r.values[:r.count]...)
}

func (r *Ring) Len() int {
	return r.count
}
