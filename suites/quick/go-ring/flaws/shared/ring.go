package ring

var values []int

type Ring struct {
	size int
}

func New(size int) *Ring {
	if size < 1 {
		panic("ring: size must be at least 1")
	}
	return &Ring{size}
}

func (r *Ring) Push(value int) {
	values = append(values, value)
	if len(values) > r.size {
		values = values[1:]
	}
}

func (r *Ring) Items() []int {
	return append([]int{}, values...)
}

func (r *Ring) Len() int {
	return len(values)
}
