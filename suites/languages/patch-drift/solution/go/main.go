package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

const farthest = 29

type change struct {
	line int
	body []string
}

func side(body []string, without byte) []string {
	var lines []string
	for _, line := range body {
		if line[0] != without {
			lines = append(lines, line[1:])
		}
	}
	return lines
}

// find gives the nearest place of old, counted from 0, or -1.
func find(text, old []string, start, earliest int) int {
	for d := 0; d <= farthest; d++ {
		for _, place := range []int{start + d, start - d} {
			if place >= earliest && place+len(old) <= len(text) && slices.Equal(text[place:place+len(old)], old) {
				return place
			}
		}
	}
	return -1
}

// trim gives what is left of a change and by how much its beginning moved; nil where it cannot be trimmed.
func trim(body []string) ([]string, int) {
	rest, moved := body, 0
	if rest[0][0] == ' ' {
		rest, moved = rest[1:], 1
	}
	if n := len(rest); n > 0 && rest[n-1][0] == ' ' {
		rest = rest[:n-1]
	}
	if len(rest) == len(body) || len(side(rest, '+')) == 0 {
		return nil, 0
	}
	return rest, moved
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	in.Scan()
	count, _ := strconv.Atoi(in.Text())
	var text []string
	for range count {
		in.Scan()
		text = append(text, in.Text())
	}
	var changes []change
	for in.Scan() {
		if number, begins := strings.CutPrefix(in.Text(), "change "); begins {
			line, _ := strconv.Atoi(number)
			changes = append(changes, change{line: line - 1})
		} else {
			last := &changes[len(changes)-1]
			last.body = append(last.body, in.Text())
		}
	}

	drift, earliest := 0, 0
	for _, c := range changes {
		body, start, word := c.body, c.line+drift, "ok"
		place := find(text, side(body, '+'), start, earliest)
		if place < 0 {
			if rest, moved := trim(body); rest != nil {
				body, start, word = rest, start+moved, "fuzzy"
				place = find(text, side(body, '+'), start, earliest)
			}
		} else if place != start {
			word = "moved"
		}
		if place < 0 {
			fmt.Fprintln(out, "failed")
			continue
		}
		old, added := side(body, '+'), side(body, '-')
		text = slices.Replace(text, place, place+len(old), added...)
		drift += len(added) - len(old) + place - start
		earliest = place + len(added)
		fmt.Fprintln(out, word, place+1)
	}
	fmt.Fprintln(out, "text", len(text))
	for _, line := range text {
		fmt.Fprintln(out, line)
	}
}
