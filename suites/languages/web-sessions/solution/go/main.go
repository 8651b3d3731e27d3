package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

const pause = 1800

type view struct {
	time int
	page string
}

func split(views []view) (found [][]view) {
	begin := 0
	for at := 1; at <= len(views); at++ {
		if at == len(views) || views[at].time-views[at-1].time > pause || views[at-1].page == "bye" {
			found = append(found, views[begin:at])
			begin = at
		}
	}
	return found
}

func reached(steps []string, visit []view) int {
	count := 0
	for _, v := range visit {
		if count < len(steps) && v.page == steps[count] {
			count++
		}
	}
	return count
}

func favourite(views []view) (string, int) {
	counts := map[string]int{}
	most := 0
	for _, v := range views {
		counts[v.page]++
		most = max(most, counts[v.page])
	}
	at := len(views) - 1
	for counts[views[at].page] < most {
		at--
	}
	return views[at].page, most
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	in.Scan()
	steps := strings.Fields(in.Text())[1:]
	visitors := map[string][]view{}
	for in.Scan() {
		words := strings.Fields(in.Text())
		now, _ := strconv.Atoi(words[0])
		visitors[words[1]] = append(visitors[words[1]], view{now, words[2]})
	}
	names := make([]string, 0, len(visitors))
	for name := range visitors {
		names = append(names, name)
	}
	sort.Strings(names)

	counts := make([]int, len(steps))
	total, short := 0, 0
	var report []string
	for _, name := range names {
		views := visitors[name]
		sort.SliceStable(views, func(i, j int) bool { return views[i].time < views[j].time })
		own := split(views)
		longest := 0
		for _, visit := range own {
			longest = max(longest, visit[len(visit)-1].time-visit[0].time)
			if len(visit) == 1 {
				short++
			}
			for step := range reached(steps, visit) {
				counts[step]++
			}
		}
		total += len(own)
		page, most := favourite(views)
		report = append(report, fmt.Sprintln(name, len(own), longest, page, most))
	}
	fmt.Fprintln(out, "visits", total, "glances", short)
	for i, page := range steps {
		fmt.Fprintln(out, "step", page, counts[i])
	}
	for _, line := range report {
		fmt.Fprint(out, line)
	}
}
