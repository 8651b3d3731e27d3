package ring

import (
	"slices"
	"testing"
)

func filled(size int, values ...int) *Ring {
	r := New(size)
	for _, value := range values {
		r.Push(value)
	}
	return r
}

func expect(t *testing.T, r *Ring, want ...int) {
	t.Helper()
	if got := r.Items(); !slices.Equal(got, want) {
		t.Errorf("Items() = %v, want %v", got, want)
	}
	if got := r.Len(); got != len(want) {
		t.Errorf("Len() = %d, want %d", got, len(want))
	}
}

func TestBasicsEmpty(t *testing.T) {
	expect(t, New(3))
}

func TestBasicsInOrder(t *testing.T) {
	expect(t, filled(4, 7, -1, 7), 7, -1, 7)
}

func TestBasicsJustFull(t *testing.T) {
	expect(t, filled(3, 1, 2, 3), 1, 2, 3)
}

func TestFullOldestGoes(t *testing.T) {
	expect(t, filled(3, 1, 2, 3, 4), 2, 3, 4)
}

func TestFullManyTimesOver(t *testing.T) {
	r := New(4)
	for value := range 1000 {
		r.Push(value)
	}
	expect(t, r, 996, 997, 998, 999)
}

func TestFullTwoRings(t *testing.T) {
	a, b := New(2), New(2)
	for value := range 5 {
		a.Push(value)
		b.Push(-value)
	}
	expect(t, a, 3, 4)
	expect(t, b, -3, -4)
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
		t.Errorf("what was appended to Items() became %v", kept)
	}
}

func TestCopiesKept(t *testing.T) {
	r := filled(2, 1, 1)
	kept := r.Items()
	r.Push(3)
	r.Push(4)
	if !slices.Equal(kept, []int{1, 1}) {
		t.Errorf("an earlier Items() became %v", kept)
	}
}

func panics(size int) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	New(size)
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
