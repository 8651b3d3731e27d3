package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
)

const layout = "2006-01-02"

var week = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func read(text string) time.Time {
	day, err := time.Parse(layout, text)
	if err != nil {
		panic(err)
	}
	return day
}

func weekday(day time.Time) int { return (int(day.Weekday()) + 6) % 7 }

func index(name string) int {
	for place, one := range week {
		if one == name {
			return place
		}
	}
	return -1
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

func length(year, month int) int { return date(year, month+1, 0).Day() }

func nth(year, month int, which, name string) time.Time {
	day := 1 + (index(name)-weekday(date(year, month, 1))+7)%7
	if which == "last" {
		return date(year, month, day+(length(year, month)-day)/7*7)
	}
	return date(year, month, day+7*int(which[0]-'1'))
}

func given(start time.Time, rule []string, last time.Time) []time.Time {
	var found []time.Time
	keep := func(day time.Time) {
		if !day.Before(start) && !day.After(last) {
			found = append(found, day)
		}
	}
	count, _ := strconv.Atoi(rule[1])
	switch rule[2] {
	case "days":
		for day := start; !day.After(last); day = day.AddDate(0, 0, count) {
			keep(day)
		}
	case "weeks":
		names := strings.Split(rule[4], ",")
		for monday := start.AddDate(0, 0, -weekday(start)); !monday.After(last); monday = monday.AddDate(0, 0, 7*count) {
			for _, name := range names {
				keep(monday.AddDate(0, 0, index(name)))
			}
		}
	default:
		if rule[2] == "years" {
			count *= 12
		}
		end := last.Year()*12 + int(last.Month()) - 1
		for months := start.Year()*12 + int(start.Month()) - 1; months <= end; months += count {
			year, month := months/12, months%12+1
			if len(rule) > 3 {
				keep(nth(year, month, rule[4], rule[5]))
			} else if start.Day() <= length(year, month) {
				keep(date(year, month, start.Day()))
			}
		}
	}
	return found
}

func datesOf(start time.Time, rule []string, last time.Time) []time.Time {
	value := rule[len(rule)-1]
	switch rule[len(rule)-2] {
	case "until":
		if until := read(value); until.Before(last) {
			last = until
		}
		return given(start, rule[:len(rule)-2], last)
	case "times":
		times, _ := strconv.Atoi(value)
		found := given(start, rule[:len(rule)-2], last)
		return found[:min(times, len(found))]
	}
	return given(start, rule, last)
}

type change struct {
	moved bool
	to    time.Time
}

type line struct {
	day  time.Time
	text string
}

func main() {
	scanner := bufio.NewScanner(os.Stdin)
	var lines [][]string
	for scanner.Scan() {
		lines = append(lines, strings.Fields(scanner.Text()))
	}
	begin, end := read(lines[0][1]), read(lines[0][2])
	last := end
	for _, words := range lines[1:] {
		if words[0] != "event" {
			if day := read(words[2]); day.After(last) {
				last = day
			}
		}
	}
	var names []string
	dates := map[string][]time.Time{}
	known := map[string]map[time.Time]bool{}
	for _, words := range lines[1:] {
		if words[0] == "event" {
			name := words[1]
			names = append(names, name)
			dates[name] = datesOf(read(words[2]), words[3:], last)
			known[name] = map[time.Time]bool{}
			for _, day := range dates[name] {
				known[name][day] = true
			}
		}
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	changes := map[string]map[time.Time]change{}
	for _, words := range lines[1:] {
		if words[0] == "event" {
			continue
		}
		name, day := words[1], read(words[2])
		if !known[name][day] {
			fmt.Fprintln(out, "no", name, words[2])
			continue
		}
		if changes[name] == nil {
			changes[name] = map[time.Time]change{}
		}
		if words[0] == "move" {
			changes[name][day] = change{true, read(words[3])}
		} else {
			changes[name][day] = change{}
		}
	}
	var found []line
	for _, name := range names {
		for _, old := range dates[name] {
			day, from := old, ""
			if change, ok := changes[name][old]; ok {
				if !change.moved {
					continue
				}
				day, from = change.to, " from "+old.Format(layout)
			}
			if !day.Before(begin) && !day.After(end) {
				found = append(found, line{day, day.Format(layout) + " " + week[weekday(day)] + " " + name + from})
			}
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].day.Before(found[j].day) })
	for _, one := range found {
		fmt.Fprintln(out, one.text)
	}
	fmt.Fprintln(out, "total", len(found))
}
