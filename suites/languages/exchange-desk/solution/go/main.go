package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

const (
	share = 17
	most  = 5_000_000
)

type pair struct{ from, to string }

// A step multiplies and divides.
type step struct{ above, below int }

var (
	codes  []string
	places = map[string]int{}
	rates  = map[pair]int{}
	kept   = map[string]int{}
)

func scale(code string) int {
	if places[code] == 2 {
		return 100
	}
	return 1
}

func shown(number int, code string) string {
	if places[code] == 0 {
		return strconv.Itoa(number)
	}
	return fmt.Sprintf("%d.%02d", number/100, number%100)
}

func between(from, to string) (step, bool) {
	if rate, ok := rates[pair{from, to}]; ok {
		return step{rate * scale(to), 10000 * scale(from)}, true
	}
	rate, ok := rates[pair{to, from}]
	return step{10000 * scale(to), rate * scale(from)}, ok
}

func way(from, to string) []step {
	if direct, ok := between(from, to); ok {
		return []step{direct}
	}
	first, ok := between(from, codes[0])
	second, also := between(codes[0], to)
	if !ok || !also {
		return nil
	}
	return []step{first, second}
}

// change returns what the customer gets and what the desk keeps, and whether it is within the limit.
func change(number int, steps []step) (int, int, bool) {
	for _, s := range steps {
		if number > most {
			return 0, 0, false
		}
		number = (2*number*s.above + s.below) / (2 * s.below)
	}
	charge := (number*share + 999) / 1000
	return number - charge, charge, number <= most
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	for in.Scan() {
		words := strings.Fields(in.Text())
		switch words[0] {
		case "currency":
			codes = append(codes, words[1])
			places[words[1]], _ = strconv.Atoi(words[2])
			continue
		case "rate":
			rates[pair{words[1], words[2]}], _ = strconv.Atoi(words[3])
			continue
		}
		amount, _ := strconv.Atoi(strings.Replace(words[1], ".", "", 1))
		from, to := words[2], words[3]
		steps := way(from, to)
		if steps == nil {
			fmt.Fprintln(out, "no way")
			continue
		}
		if words[0] == "want" {
			number := 1 + sort.Search(most, func(n int) bool {
				got, _, ok := change(n+1, steps)
				return !ok || got >= amount
			})
			if _, _, ok := change(number, steps); ok {
				fmt.Fprintln(out, shown(number, from), from)
				continue
			}
		} else if got, charge, ok := change(amount, steps); ok {
			kept[to] += charge
			fmt.Fprintln(out, shown(got, to), to)
			continue
		}
		fmt.Fprintln(out, "too much")
	}
	for _, code := range codes {
		if kept[code] != 0 {
			fmt.Fprintln(out, "fees", code, shown(kept[code], code))
		}
	}
}
