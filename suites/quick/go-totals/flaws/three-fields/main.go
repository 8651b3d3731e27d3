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
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		line := input.Text()
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if len(fields) < 2 {
			os.Exit(1)
		}
		amount, err := strconv.Atoi(fields[1])
		if err != nil {
			os.Exit(1)
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
}
