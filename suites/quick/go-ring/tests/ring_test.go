package ring_test

import (
	"slices"
	"testing"

	ring "task"
)

func filled(size int, values ...int) *ring.Ring {
	r := ring.New(size)
	for _, value := range values {
		r.Push(value)
	}
	return r
}

func expect(t *testing.T, r *ring.Ring, want ...int) {
	t.Helper()
	if got := r.Items(); !slices.Equal(got, want) {
		t.Error("Items() does not return the values that it should")
	}
	if got := r.Len(); got != len(want) {
		t.Error("Len() does not return how many values there are")
	}
}

// last returns the values that a ring of a size keeps.
func last(size int, values []int) []int {
	return values[max(0, len(values)-size):]
}

func TestBasicsEmpty(t *testing.T) {
	expect(t, ring.New(3))
}

func TestBasicsInOrder(t *testing.T) {
	expect(t, filled(4, 7, -1, 7), 7, -1, 7)
}

func TestBasicsJustFull(t *testing.T) {
	expect(t, filled(3, 1, 2, 3), 1, 2, 3)
}

func TestBasicsStep(t *testing.T) {
	values := []int{5, 0, 0, -3, 1 << 40, 5, 4, 0, -(1 << 40), 9, 11, 2}
	r := ring.New(len(values))
	for n, value := range values {
		r.Push(value)
		expect(t, r, values[:n+1]...)
	}
}

func TestBasicsTwoRings(t *testing.T) {
	a := filled(3, 1, 2)
	b := filled(4, 8)
	a.Push(3)
	expect(t, a, 1, 2, 3)
	expect(t, b, 8)
	expect(t, a, 1, 2, 3)
}

func TestFullOldestGoes(t *testing.T) {
	expect(t, filled(3, 1, 2, 3, 4), 2, 3, 4)
}

func TestFullManyTimesOver(t *testing.T) {
	r := ring.New(4)
	for value := range 1000 {
		r.Push(value)
	}
	expect(t, r, 996, 997, 998, 999)
}

func TestFullTwoRings(t *testing.T) {
	a, b := ring.New(2), ring.New(2)
	for value := range 5 {
		a.Push(value)
		b.Push(-value)
	}
	expect(t, a, 3, 4)
	expect(t, b, -3, -4)
}

func TestFullEachStep(t *testing.T) {
	values := []int{4, 4, 9, 0, -7, 3, 3, 12, 1, 0, 0, 8, -2, 6, 6, 5, 20, 13, -1}
	for _, size := range []int{1, 2, 3, 5, 9, 12} {
		r := ring.New(size)
		for n, value := range values {
			r.Push(value)
			expect(t, r, last(size, values[:n+1])...)
		}
	}
}

func TestCopiesChanged(t *testing.T) {
	r := filled(3, 2, 2, 2)
	r.Items()[0] = 99
	r.Items()[2] = 99
	expect(t, r, 2, 2, 2)
}

func TestCopiesAppended(t *testing.T) {
	r := filled(5, 2, 2, 2)
	kept := append(r.Items(), 99)
	r.Push(2)
	expect(t, r, 2, 2, 2, 2)
	if kept[3] != 99 {
		t.Error("what was appended to Items() has changed")
	}
}

func TestCopiesKept(t *testing.T) {
	r := filled(2, 1, 1)
	kept := r.Items()
	r.Push(3)
	r.Push(4)
	r.Items()
	if !slices.Equal(kept, []int{1, 1}) {
		t.Error("an earlier Items() has changed")
	}
}

func TestCopiesAtAnyPlace(t *testing.T) {
	for count := range 10 {
		r := ring.New(3)
		for range count {
			r.Push(1)
		}
		kept, other := r.Items(), r.Items()
		for i := range kept {
			kept[i] = 2
		}
		if slices.Contains(r.Items(), 2) || slices.Contains(other, 2) {
			t.Error("a change of the slice from Items() has changed the ring")
		}
		r.Push(3)
		r.Push(3)
		r.Push(3)
		if slices.Contains(kept, 3) {
			t.Error("an earlier Items() has changed")
		}
	}
}

func panics(size int) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	ring.New(size)
	return false
}

func TestSizesTooSmall(t *testing.T) {
	for _, size := range []int{0, -1, -100} {
		if !panics(size) {
			t.Errorf("New(%d) did not panic", size)
		}
	}
}

func TestSizesOne(t *testing.T) {
	if panics(1) {
		t.Fatal("New(1) panicked")
	}
	expect(t, filled(1, 5), 5)
}
