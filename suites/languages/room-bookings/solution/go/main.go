package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
)

const cleaning = 11

type request struct {
	id                 string
	start, end, people int
	place              *room
}

type room struct {
	name     string
	seats    int
	bookings []*request
}

func (r *room) fits(q *request, end int) bool {
	for _, other := range r.bookings {
		if other != q && other.end+cleaning > q.start && end+cleaning > other.start {
			return false
		}
	}
	return true
}

type house struct {
	rooms    []*room
	requests map[string]*request
	waiting  []*request
	out      *bufio.Writer
}

func (h *house) place(q *request) bool {
	for _, r := range h.rooms {
		if r.seats >= q.people && r.fits(q, q.end) {
			r.bookings = append(r.bookings, q)
			q.place = r
			fmt.Fprintln(h.out, q.id, r.name)
			return true
		}
	}
	return false
}

func (h *house) tryWaiting() {
	h.waiting = slices.DeleteFunc(h.waiting, h.place)
}

func (h *house) book(q *request) {
	switch {
	case h.requests[q.id] != nil:
		fmt.Fprintln(h.out, q.id, "taken")
	case q.people > h.rooms[len(h.rooms)-1].seats:
		fmt.Fprintln(h.out, q.id, "impossible")
	default:
		h.requests[q.id] = q
		if !h.place(q) {
			h.waiting = append(h.waiting, q)
			fmt.Fprintln(h.out, q.id, "waits")
		}
	}
}

func (h *house) leaveList(q *request) {
	h.waiting = slices.DeleteFunc(h.waiting, func(other *request) bool { return other == q })
}

func (h *house) cancel(q *request) {
	delete(h.requests, q.id)
	fmt.Fprintln(h.out, q.id, "cancelled")
	if q.place == nil {
		h.leaveList(q)
		return
	}
	q.place.bookings = slices.DeleteFunc(q.place.bookings, func(other *request) bool { return other == q })
	h.tryWaiting()
}

func (h *house) change(q *request, end int) {
	old := q.end
	if q.place == nil {
		q.end = end
		if h.place(q) {
			h.leaveList(q)
		} else {
			fmt.Fprintln(h.out, q.id, "waits")
		}
		return
	}
	if !q.place.fits(q, end) {
		fmt.Fprintln(h.out, q.id, "stays")
		return
	}
	q.end = end
	fmt.Fprintln(h.out, q.id, "until", end)
	if end < old {
		h.tryWaiting()
	}
}

func (h *house) show(name string) {
	i := slices.IndexFunc(h.rooms, func(r *room) bool { return r.name == name })
	bookings := slices.Clone(h.rooms[i].bookings)
	sort.Slice(bookings, func(a, b int) bool { return bookings[a].start < bookings[b].start })
	fmt.Fprint(h.out, name)
	for _, q := range bookings {
		fmt.Fprintf(h.out, " %s %d-%d", q.id, q.start, q.end)
	}
	if len(bookings) == 0 {
		fmt.Fprint(h.out, " empty")
	}
	fmt.Fprintln(h.out)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	h := &house{requests: map[string]*request{}, out: bufio.NewWriter(os.Stdout)}
	defer h.out.Flush()

	in.Scan()
	for _, part := range strings.Fields(in.Text()) {
		name, seats, _ := strings.Cut(part, ":")
		r := &room{name: name}
		fmt.Sscan(seats, &r.seats)
		h.rooms = append(h.rooms, r)
	}
	sort.SliceStable(h.rooms, func(a, b int) bool { return h.rooms[a].seats < h.rooms[b].seats })

	for in.Scan() {
		words := strings.Fields(in.Text())
		q := h.requests[words[1]]
		switch {
		case words[0] == "book":
			q = &request{id: words[1]}
			fmt.Sscan(strings.Join(words[2:], " "), &q.start, &q.end, &q.people)
			h.book(q)
		case words[0] == "show":
			h.show(words[1])
		case q == nil:
			fmt.Fprintln(h.out, words[1], "unknown")
		case words[0] == "cancel":
			h.cancel(q)
		default:
			var end int
			fmt.Sscan(words[2], &end)
			h.change(q, end)
		}
	}
	fmt.Fprint(h.out, "waiting")
	for _, q := range h.waiting {
		fmt.Fprint(h.out, " ", q.id)
	}
	fmt.Fprintln(h.out)
}
