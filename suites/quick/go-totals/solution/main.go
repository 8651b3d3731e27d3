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
	totals := map[string]int{}
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		words := strings.Fields(scanner.Text())
		if len(words) == 0 {
			continue
		}
		if len(words) != 2 {
			os.Exit(1)
		}
		number, err := strconv.Atoi(words[1])
		if err != nil {
			os.Exit(1)
		}
		totals[words[0]] += number
	}
	names := []string{}
	for name := range totals {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		if totals[a] != totals[b] {
			return totals[a] > totals[b]
		}
		return a < b
	})
	for _, name := range names {
		fmt.Println(name, totals[name])
	}
}
