package main

import (
	"bufio"
	"fmt"
	"os"
)

const (
	cleanedAfter = 20
	cleaning     = 45
)

type station struct {
	seconds, room  int
	starts         []int
	ready, blocked int
}

// roomAt is the second from which on one more item fits into the buffer.
func (s *station) roomAt() int {
	if len(s.starts) < s.room {
		return 0
	}
	return s.starts[len(s.starts)-s.room]
}

func run(line []*station, now int) (int, int) {
	total := 0
	for i, s := range line {
		start := max(now, s.ready)
		s.starts = append(s.starts, start)
		done := start + s.seconds
		now = done
		if i+1 < len(line) {
			now = max(done, line[i+1].roomAt())
		}
		s.ready = now
		if len(s.starts)%cleanedAfter == 0 {
			s.ready += cleaning
		}
		s.blocked += now - done
		total += now - done
	}
	return now, total
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var line []*station
	for {
		var kind string
		var number int
		if _, err := fmt.Fscan(in, &kind, &number); err != nil {
			break
		}
		if kind == "station" {
			s := &station{seconds: number}
			fmt.Fscan(in, &s.room)
			line = append(line, s)
		} else if number < line[0].roomAt() {
			fmt.Fprintln(out, "lost")
		} else {
			leaves, blocked := run(line, number)
			fmt.Fprintln(out, leaves, blocked)
		}
	}
	for i, s := range line {
		fmt.Fprintln(out, "station", i+1, s.blocked)
	}
}
