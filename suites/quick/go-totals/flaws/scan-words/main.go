package main

import (
	"fmt"
	"os"
	"sort"
)

func main() {
	sums := map[string]int{}
	for {
		var name string
		var amount int
		n, err := fmt.Scan(&name, &amount)
		if n == 0 {
			break
		}
		if err != nil {
			os.Exit(1)
		}
		sums[name] += amount
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
