package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

func main() {
	sums := map[string]int{}
	bad := false
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		line := input.Text()
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 2 {
			bad = true
			continue
		}
		amount, err := strconv.Atoi(fields[1])
		if err != nil {
			bad = true
			continue
		}
		sums[fields[0]] += amount
	}
	names := []string{}
	for name := range sums {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if sums[names[i]] != sums[names[j]] {
			return sums[names[i]] > sums[names[j]]
		}
		return names[i] < names[j]
	})
	for _, name := range names {
		fmt.Printf("%s %d\n", name, sums[name])
	}
	if bad {
		os.Exit(1)
	}
}
