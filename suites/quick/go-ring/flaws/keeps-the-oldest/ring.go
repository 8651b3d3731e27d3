package ring

// Ring keeps the newest values it was given.
type Ring struct {
	size   int
	values []int
}

// New makes an empty ring that holds at most size values.
func New(size int) *Ring {
	if size < 1 {
		panic("ring: size must be at least 1")
	}
	return &Ring{size: size}
}

// Push adds a value; the oldest makes room for it when the ring is full.
func (r *Ring) Push(value int) {
	if len(r.values) == r.size {
		return
	}
	r.values = append(r.values, value)
}

// Items returns the values, the oldest first.
func (r *Ring) Items() []int {
	return append([]int{}, r.values...)
}

// Len returns how many values there are.
func (r *Ring) Len() int {
	return len(r.values)
}
