package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

const patience = 5

type group struct {
	name         string
	size, passed int
}

// chosen gives the place of the group that gets a table, or -1.
func chosen(line []group, seats int) int {
	for at, g := range line {
		if g.size <= seats {
			return at
		}
		if g.passed >= patience {
			break
		}
	}
	return -1
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var line []group
	for in.Scan() {
		words := strings.Fields(in.Text())
		if words[0] == "table" {
			seats, _ := strconv.Atoi(words[1])
			at := chosen(line, seats)
			if at < 0 {
				fmt.Fprintln(out, "nobody")
				continue
			}
			fmt.Fprintln(out, line[at].name)
			for i := range at {
				line[i].passed++
			}
			line = slices.Delete(line, at, at+1)
			continue
		}
		at := slices.IndexFunc(line, func(g group) bool { return g.name == words[1] })
		switch {
		case words[0] == "join" && at >= 0:
			fmt.Fprintln(out, "already")
		case words[0] == "join":
			size, _ := strconv.Atoi(words[2])
			line = append(line, group{name: words[1], size: size})
		case at < 0:
			fmt.Fprintln(out, "absent")
		case words[0] == "leave":
			line = slices.Delete(line, at, at+1)
		default:
			fmt.Fprintln(out, at+1)
		}
	}
}
