package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

const gap = 6

type hall struct {
	seats, changes map[int]int
}

type booking struct {
	id, hall         string
	from, to, people int
}

type span struct {
	first, after, days, excess int
}

func (h hall) spans() []span {
	seen := map[int]bool{}
	for day := range h.seats {
		seen[day] = true
	}
	for day := range h.changes {
		seen[day] = true
	}
	days := make([]int, 0, len(seen))
	for day := range seen {
		days = append(days, day)
	}
	sort.Ints(days)

	var spans []span
	load, size := 0, 0
	for i := 0; i+1 < len(days); i++ {
		first, after := days[i], days[i+1]
		load += h.changes[first]
		if seats, changed := h.seats[first]; changed {
			size = seats
		}
		if load <= size {
			continue
		}
		if n := len(spans); n > 0 && first-spans[n-1].after <= gap {
			last := &spans[n-1]
			last.after = after
			last.days += after - first
			last.excess = max(last.excess, load-size)
		} else {
			spans = append(spans, span{first, after, after - first, load - size})
		}
	}
	return spans
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	halls := map[string]hall{}
	hallOf := func(name string) hall {
		if _, known := halls[name]; !known {
			halls[name] = hall{map[int]int{}, map[int]int{}}
		}
		return halls[name]
	}
	number := func(word string) int {
		n, _ := strconv.Atoi(word)
		return n
	}
	var bookings []booking
	cancelled := map[string]bool{}
	for in.Scan() {
		words := strings.Fields(in.Text())
		switch words[0] {
		case "seats":
			hallOf(words[1]).seats[number(words[2])] = number(words[3])
		case "book":
			hallOf(words[2])
			bookings = append(bookings, booking{words[1], words[2], number(words[3]), number(words[4]), number(words[5])})
		case "cancel":
			cancelled[words[1]] = true
		}
	}
	for _, b := range bookings {
		if !cancelled[b.id] {
			halls[b.hall].changes[b.from] += b.people
			halls[b.hall].changes[b.to] -= b.people
		}
	}

	names := make([]string, 0, len(halls))
	for name := range halls {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		spans := halls[name].spans()
		fmt.Fprintln(out, name, len(spans))
		for _, s := range spans {
			fmt.Fprintln(out, s.first, s.after-1, s.days, s.excess)
		}
	}
}
