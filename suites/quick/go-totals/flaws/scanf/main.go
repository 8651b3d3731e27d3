package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	sums := map[string]int{}
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		line := input.Text()
		if strings.TrimSpace(line) == "" {
			continue
		}
		var name string
		var amount int
		if n, err := fmt.Sscanf(line, "%s %d", &name, &amount); n != 2 || err != nil {
			os.Exit(1)
		}
		fields := []string{name}
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
