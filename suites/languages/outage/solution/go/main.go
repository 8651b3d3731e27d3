package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

const rounds = 19

type dependency struct {
	kind, owner string
	others      []string
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	names := map[string]bool{}
	dark := map[string]int{}
	users := map[string][]string{}
	var dependencies []dependency
	for in.Scan() {
		words := strings.Fields(in.Text())
		for _, name := range words[1:] {
			names[name] = true
		}
		if words[0] == "broken" {
			dark[words[1]] = 0
			continue
		}
		dependencies = append(dependencies, dependency{words[0], words[1], words[2:]})
		if words[0] == "needs" {
			users[words[2]] = append(users[words[2]], words[1])
		}
	}

	for round := 1; round <= rounds; round++ {
		var fallen []string
		for _, d := range dependencies {
			if _, already := dark[d.owner]; already || d.kind == "likes" {
				continue
			}
			all := true
			for _, other := range d.others {
				if _, gone := dark[other]; !gone {
					all = false
				}
			}
			if all {
				fallen = append(fallen, d.owner)
			}
		}
		for _, name := range fallen {
			dark[name] = round
		}
	}

	limping := map[string]bool{}
	var queue []string
	mark := func(name string) {
		if _, gone := dark[name]; !gone && !limping[name] {
			limping[name] = true
			queue = append(queue, name)
		}
	}
	for _, d := range dependencies {
		for _, other := range d.others {
			if _, gone := dark[other]; gone {
				mark(d.owner)
			}
		}
	}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		for _, user := range users[name] {
			mark(user)
		}
	}

	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	sort.Strings(sorted)
	for _, name := range sorted {
		if round, gone := dark[name]; gone {
			fmt.Fprintln(out, name, "dark", round)
		} else if limping[name] {
			fmt.Fprintln(out, name, "limping")
		} else {
			fmt.Fprintln(out, name, "fine")
		}
	}
}
