package main

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

const most = 7

type value struct {
	isWord bool
	number int
	word   string
}

type field struct {
	column string
	value  value
}

type record []field

func parse(text string) value {
	if number, err := strconv.Atoi(text); err == nil {
		return value{number: number}
	}
	return value{isWord: true, word: text}
}

func (v value) String() string {
	if v.isWord {
		return v.word
	}
	return strconv.Itoa(v.number)
}

func compare(a, b value) int {
	switch {
	case a.isWord != b.isWord && a.isWord:
		return 1
	case a.isWord != b.isWord:
		return -1
	}
	return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.word, b.word))
}

func (r record) get(column string) (value, bool) {
	for _, f := range r {
		if f.column == column {
			return f.value, true
		}
	}
	return value{}, false
}

func (r record) number(column string) (int, bool) {
	v, found := r.get(column)
	return v.number, found && !v.isWord
}

func where(rows []record, column, op string, wanted value) (kept []record) {
	for _, row := range rows {
		v, found := row.get(column)
		if !found || v.isWord != wanted.isWord {
			continue
		}
		order := compare(v, wanted)
		if op == "=" && order == 0 || op == "!=" && order != 0 || op == "<" && order < 0 || op == ">" && order > 0 {
			kept = append(kept, row)
		}
	}
	return kept
}

func sorted(rows []record, column string, down bool) []record {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b record) int {
		x, hasX := a.get(column)
		y, hasY := b.get(column)
		switch {
		case !hasX && !hasY:
			return 0
		case !hasX:
			return 1
		case !hasY:
			return -1
		case down:
			return compare(y, x)
		}
		return compare(x, y)
	})
	return rows
}

func group(rows []record, column, summed string) (made []record) {
	members := map[value][]record{}
	var order []value
	for _, row := range rows {
		if v, found := row.get(column); found {
			if members[v] == nil {
				order = append(order, v)
			}
			members[v] = append(members[v], row)
		}
	}
	for _, v := range order {
		sum, peak, any := 0, 0, false
		for _, row := range members[v] {
			if n, found := row.number(summed); found {
				sum += n
				if !any || n > peak {
					peak = n
				}
				any = true
			}
		}
		row := record{{column, v}, {"count", value{number: len(members[v])}}, {"sum", value{number: sum}}}
		if any {
			row = append(row, field{"peak", value{number: peak}})
		}
		made = append(made, row)
	}
	return made
}

func top(rows []record, column string, count int) (kept []record) {
	var numbers []int
	for _, row := range rows {
		if n, found := row.number(column); found {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	for _, row := range rows {
		if n, found := row.number(column); found && n >= numbers[max(0, len(numbers)-count)] {
			kept = append(kept, row)
		}
	}
	return kept
}

func only(rows []record, columns []string) (kept []record) {
	for _, row := range rows {
		var cut record
		for _, column := range columns {
			if v, found := row.get(column); found {
				cut = append(cut, field{column, v})
			}
		}
		if len(cut) > 0 {
			kept = append(kept, cut)
		}
	}
	return kept
}

func step(rows []record, words []string) []record {
	switch words[0] {
	case "where":
		return where(rows, words[1], words[2], parse(words[3]))
	case "sort":
		return sorted(rows, words[1], len(words) > 2)
	case "group":
		return group(rows, words[1], words[2])
	case "top":
		count, _ := strconv.Atoi(words[2])
		return top(rows, words[1], count)
	}
	return only(rows, words[1:])
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var table []record
	for in.Scan() && in.Text() != "---" {
		var row record
		for _, text := range strings.Fields(in.Text()) {
			column, v, _ := strings.Cut(text, "=")
			row = append(row, field{column, parse(v)})
		}
		table = append(table, row)
	}
	for number := 1; in.Scan(); number++ {
		rows := table
		for _, text := range strings.Split(in.Text(), " | ") {
			rows = step(rows, strings.Fields(text))
		}
		fmt.Fprintln(out, number, len(rows))
		for _, row := range rows[:min(most, len(rows))] {
			texts := make([]string, len(row))
			for i, f := range row {
				texts[i] = f.column + "=" + f.value.String()
			}
			fmt.Fprintln(out, strings.Join(texts, " "))
		}
		if len(rows) > most {
			fmt.Fprintln(out, "more", len(rows)-most)
		}
	}
}
