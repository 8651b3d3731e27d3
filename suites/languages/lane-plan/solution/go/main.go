package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
)

const way = 17

type span struct{ begin, end int }

type step struct {
	name              string
	length, weight    int
	after, followers  []*step
	lane, end         int
	planned, waitless bool
}

// earliest is the first minute from start on at which length minutes are free between sorted spans.
func earliest(spans []span, start, length int) int {
	for _, s := range spans {
		if start+length <= s.begin {
			break
		}
		start = max(start, s.end)
	}
	return start
}

func heaviest(steps []*step, fits func(*step) bool) *step {
	var best *step
	for _, s := range steps {
		if fits(s) && (best == nil || s.weight > best.weight) {
			best = s
		}
	}
	return best
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	in.Scan()
	var count int
	fmt.Sscan(in.Text(), &count)
	lanes := make([][]span, count)
	var steps []*step
	byName := map[string]*step{}
	named := map[*step]string{}
	for in.Scan() {
		words := strings.Fields(in.Text())
		if words[0] == "step" {
			s := &step{name: words[1]}
			fmt.Sscan(words[2], &s.length)
			steps = append(steps, s)
			byName[s.name] = s
			named[s] = words[3]
			continue
		}
		var lane int
		var s span
		fmt.Sscan(strings.Join(words[1:], " "), &lane, &s.begin, &s.end)
		lanes[lane-1] = append(lanes[lane-1], s)
	}
	for _, s := range steps {
		if named[s] == "-" {
			continue
		}
		for _, name := range strings.Split(named[s], ",") {
			s.after = append(s.after, byName[name])
			byName[name].followers = append(byName[name].followers, s)
		}
	}

	var order []*step
	for grown := true; grown; {
		grown = false
		for _, s := range steps {
			waits := slices.ContainsFunc(s.after, func(other *step) bool { return !other.waitless })
			if !s.waitless && !waits {
				s.waitless, grown = true, true
				order = append(order, s)
			}
		}
	}
	if len(order) < len(steps) {
		fmt.Fprint(out, "circle")
		for _, s := range steps {
			if !s.waitless {
				fmt.Fprint(out, " ", s.name)
			}
		}
		fmt.Fprintln(out)
		return
	}
	for _, s := range slices.Backward(order) {
		for _, other := range s.followers {
			s.weight = max(s.weight, other.weight)
		}
		s.weight += s.length
	}

	last := 0
	for range steps {
		s := heaviest(steps, func(s *step) bool {
			return !s.planned && !slices.ContainsFunc(s.after, func(other *step) bool { return !other.planned })
		})
		begin := -1
		for lane, spans := range lanes {
			slices.SortFunc(spans, func(a, b span) int { return a.begin - b.begin })
			start := 0
			for _, other := range s.after {
				ready := other.end
				if other.lane != lane {
					ready += way
				}
				start = max(start, ready)
			}
			if start = earliest(spans, start, s.length); begin < 0 || start < begin {
				begin, s.lane = start, lane
			}
		}
		s.end, s.planned = begin+s.length, true
		lanes[s.lane] = append(lanes[s.lane], span{begin, s.end})
		last = max(last, s.end)
		fmt.Fprintln(out, s.name, s.lane+1, begin, s.end)
	}
	fmt.Fprintln(out, "ready", last)
	fmt.Fprint(out, "chain")
	all := func(*step) bool { return true }
	for s := heaviest(steps, all); s != nil; s = heaviest(s.followers, all) {
		fmt.Fprint(out, " ", s.name)
	}
	fmt.Fprintln(out)
}
