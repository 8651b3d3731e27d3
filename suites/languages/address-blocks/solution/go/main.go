package main

import (
	"bufio"
	"fmt"
	"math/bits"
	"os"
	"slices"
	"strconv"
	"strings"
)

const whole = uint64(1) << 32

type rule struct {
	begin, end      uint64 // the address behind the last
	allows, dropped bool
}

type run struct{ begin, end uint64 }

var (
	out   = bufio.NewWriter(os.Stdout)
	rules []rule
)

func number(text string) uint64 {
	var value uint64
	for _, part := range strings.Split(text, ".") {
		octet, _ := strconv.ParseUint(part, 10, 64)
		value = value<<8 | octet
	}
	return value
}

func address(value uint64) string {
	return fmt.Sprintf("%d.%d.%d.%d", value>>24, value>>16&255, value>>8&255, value&255)
}

func parse(text string) run {
	if first, last, ok := strings.Cut(text, "-"); ok {
		return run{number(first), number(last) + 1}
	}
	name, prefix, ok := strings.Cut(text, "/")
	length := 32
	if ok {
		length, _ = strconv.Atoi(prefix)
	}
	size := whole >> length
	begin := number(name) &^ (size - 1)
	return run{begin, begin + size}
}

func allowed() []run {
	var borders []uint64
	for _, r := range rules {
		if !r.dropped {
			borders = append(borders, r.begin, r.end)
		}
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	states := make([]bool, len(borders))
	for _, r := range rules {
		if r.dropped {
			continue
		}
		at, _ := slices.BinarySearch(borders, r.begin)
		for ; borders[at] < r.end; at++ {
			states[at] = r.allows
		}
	}
	var runs []run
	for at, allows := range states {
		if !allows {
			continue
		}
		if last := len(runs) - 1; last >= 0 && runs[last].end == borders[at] {
			runs[last].end = borders[at+1]
		} else {
			runs = append(runs, run{borders[at], borders[at+1]})
		}
	}
	return runs
}

// blocks calls visit with the first address and the size of each block, until it says false.
func blocks(visit func(begin, size uint64) bool) {
	for _, r := range allowed() {
		for r.begin < r.end {
			size := whole
			if r.begin > 0 {
				size = r.begin & -r.begin
			}
			for size > r.end-r.begin {
				size /= 2
			}
			if !visit(r.begin, size) {
				return
			}
			r.begin += size
		}
	}
}

func show(begin, size uint64) {
	fmt.Fprintf(out, "%s/%d\n", address(begin), 33-bits.Len64(size))
}

func test(value uint64) {
	for at := len(rules) - 1; at >= 0; at-- {
		r := rules[at]
		if r.dropped || value < r.begin || value >= r.end {
			continue
		}
		word := "denied"
		if r.allows {
			word = "allowed"
		}
		fmt.Fprintln(out, word, at+1)
		return
	}
	fmt.Fprintln(out, "denied 0")
}

func main() {
	defer out.Flush()
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		command, word, _ := strings.Cut(in.Text(), " ")
		switch command {
		case "allow", "deny":
			r := parse(word)
			rules = append(rules, rule{begin: r.begin, end: r.end, allows: command == "allow"})
		case "drop":
			at, _ := strconv.Atoi(word)
			if at > len(rules) || rules[at-1].dropped {
				fmt.Fprintln(out, "unknown")
			} else {
				rules[at-1].dropped = true
			}
		case "test":
			test(number(word))
		case "count":
			set, total := parse(word), uint64(0)
			for _, r := range allowed() {
				if low, high := max(r.begin, set.begin), min(r.end, set.end); low < high {
					total += high - low
				}
			}
			fmt.Fprintln(out, total)
		case "list":
			none := true
			blocks(func(begin, size uint64) bool {
				show(begin, size)
				none = false
				return true
			})
			if none {
				fmt.Fprintln(out, "nobody")
			}
		default:
			length, _ := strconv.Atoi(word)
			wanted, none := whole>>length, true
			blocks(func(begin, size uint64) bool {
				if size < wanted {
					return true
				}
				show(begin, wanted)
				none = false
				return false
			})
			if none {
				fmt.Fprintln(out, "nobody")
			}
		}
	}
}
