package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

type entry struct {
	name string
	sum  int64
}

func main() {
	data, _ := io.ReadAll(os.Stdin)
	var all []*entry
	index := make(map[string]*entry)
	for _, line := range strings.Split(string(data), "\n") {
		f := strings.Fields(line)
		switch len(f) {
		case 0:
			continue
		case 2:
			n, err := strconv.ParseInt(f[1], 10, 64)
			if err != nil {
				fmt.Fprintln(os.Stderr, "bad line:", line)
				os.Exit(1)
			}
			e := index[f[0]]
			if e == nil {
				e = &entry{name: f[0]}
				index[f[0]] = e
				all = append(all, e)
			}
			e.sum += n
		default:
			os.Exit(1)
		}
	}
	slices.SortFunc(all, func(a, b *entry) int {
		switch {
		case a.sum > b.sum:
			return -1
		case a.sum < b.sum:
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	for _, e := range all {
		fmt.Println(e.name, e.sum)
	}
}
