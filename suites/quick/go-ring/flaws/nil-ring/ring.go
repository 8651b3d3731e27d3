package ring

type Ring struct {
	values []int
	start  int
	count  int
}

func New(size int) *Ring {
	if size < 1 {
		return nil
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
	items := make([]int, r.count)
	for i := range items {
		items[i] = r.values[(r.start+i)%len(r.values)]
	}
	return items
}

func (r *Ring) Len() int {
	return r.count
}
