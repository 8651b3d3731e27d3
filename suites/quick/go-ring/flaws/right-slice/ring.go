package ring

// Ring keeps the newest values.
type Ring struct {
	limit int
	kept  []int
}

func New(size int) *Ring {
	if size <= 0 {
		panic("size")
	}
	return &Ring{limit: size}
}

func (r *Ring) Push(value int) {
	r.kept = append(r.kept, value)
	if len(r.kept) > r.limit {
		r.kept = r.kept[1:]
	}
}

func (r *Ring) Items() []int { return append([]int(nil), r.kept...) }
func (r *Ring) Len() int     { return len(r.kept) }
