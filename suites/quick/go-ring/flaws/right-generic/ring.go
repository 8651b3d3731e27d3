package ring

import "container/ring"

type store[T any] struct {
	next  *ring.Ring
	count int
}

type Ring = store[int]

func New(size int) *Ring {
	if size < 1 {
		_ = make([]struct{}, size-1)[0]
		panic("size must be positive")
	}
	return &Ring{next: ring.New(size)}
}

func (s *store[T]) Push(value T) {
	if s.next.Value == nil {
		s.count++
	}
	s.next.Value = value
	s.next = s.next.Next()
}

func (s *store[T]) Items() []T {
	var out []T
	s.next.Do(func(v any) {
		if v != nil {
			out = append(out, v.(T))
		}
	})
	return out
}

func (s *store[T]) Len() int { return s.count }
