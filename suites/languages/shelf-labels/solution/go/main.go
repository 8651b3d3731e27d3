package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var numbers []int
	for {
		var n int
		if _, err := fmt.Fscan(in, &n); err != nil {
			break
		}
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	full := true
	for i := 1; i < len(numbers); i++ {
		first, last := numbers[i-1]+1, numbers[i]-1
		switch {
		case first > last:
			continue
		case first == last:
			fmt.Fprintln(out, first)
		case first+1 == last:
			fmt.Fprintf(out, "%d,%d\n", first, last)
		default:
			fmt.Fprintf(out, "%d-%d\n", first, last)
		}
		full = false
	}
	if full {
		fmt.Fprintln(out, "full")
	}
}
