package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
)

const shown = 7

type commit struct {
	name  string
	areas []string
	held  map[*commit]bool
}

type report struct {
	kind   string
	commit *commit
}

var (
	commits []*commit
	byName  = map[string]*commit{}
	area    = "*"
	reports []report
)

func addCommit(name, areas, parents string) {
	c := &commit{name: name, areas: strings.Split(areas, ","), held: map[*commit]bool{}}
	c.held[c] = true
	if parents != "-" {
		for _, parent := range strings.Split(parents, ",") {
			for other := range byName[parent].held {
				c.held[other] = true
			}
		}
	}
	commits = append(commits, c)
	byName[name] = c
}

func reported(kind string, c *commit) bool {
	return slices.Contains(reports, report{kind, c})
}

// suspects also says whether any commit is reported bad.
func suspects() (list []*commit, bad bool) {
	bad = slices.ContainsFunc(reports, func(r report) bool { return r.kind == "bad" })
	for _, c := range commits {
		fits := area == "*" || slices.Contains(c.areas, area)
		for _, r := range reports {
			switch r.kind {
			case "bad":
				fits = fits && r.commit.held[c]
			case "good":
				fits = fits && !r.commit.held[c]
			}
		}
		if fits {
			list = append(list, c)
		}
	}
	return list, bad
}

func answer() string {
	list, bad := suspects()
	if !bad {
		return "waiting"
	}
	if len(list) == 1 {
		return "culprit " + list[0].name
	}
	var best *commit
	most := 1
	for _, c := range list {
		holds := 0
		for _, other := range list {
			if c.held[other] {
				holds++
			}
		}
		if worth := min(holds, len(list)-holds); worth >= most && !reported("skip", c) {
			best, most = c, worth
		}
	}
	if best != nil {
		return fmt.Sprintf("test %s %d", best.name, len(list))
	}
	text := fmt.Sprintf("among %d", len(list))
	for i, c := range list {
		if i == shown {
			return text + " ..."
		}
		text += " " + c.name
	}
	return text
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		words := strings.Fields(in.Text())
		switch words[0] {
		case "commit":
			addCommit(words[1], words[2], words[3])
		case "search":
			area, reports = words[1], nil
		case "undo":
			if len(reports) == 0 {
				fmt.Fprintln(out, "nothing")
				continue
			}
			reports = reports[:len(reports)-1]
			fmt.Fprintln(out, answer())
		default:
			reports = append(reports, report{words[0], byName[words[1]]})
			if list, bad := suspects(); bad && len(list) == 0 {
				reports = reports[:len(reports)-1]
				fmt.Fprintln(out, "contradiction")
			} else {
				fmt.Fprintln(out, answer())
			}
		}
	}
}
