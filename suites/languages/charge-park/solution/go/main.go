package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
)

type car struct {
	name                           string
	comes, goes, size, level, most int
	waited, fullAt                 int
}

func (c *car) room() int {
	most := c.most
	if c.level*100 >= c.size*80 {
		most = (most + 1) / 2
	}
	return min(most, c.size-c.level)
}

func share(power int, plugged []*car) int {
	rooms := make([]int, len(plugged))
	for i, c := range plugged {
		rooms[i] = c.room()
	}
	left := power
	for gave := true; gave && left > 0; {
		gave = false
		for i, c := range plugged {
			if left > 0 && rooms[i] > 0 {
				c.level++
				rooms[i]--
				left--
				gave = true
			}
		}
	}
	return power - left
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var kind string
	var power, plugs, minutes int
	fmt.Fscan(in, &kind, &power, &plugs)
	limits := map[int]int{}
	var cars []*car
	for {
		if _, err := fmt.Fscan(in, &kind); err != nil {
			break
		}
		if kind == "limit" {
			var minute, value int
			fmt.Fscan(in, &minute, &value)
			limits[minute] = value
			continue
		}
		c := &car{}
		fmt.Fscan(in, &c.name, &c.comes, &c.goes, &c.size, &c.level, &c.most)
		minutes = max(minutes, c.goes)
		cars = append(cars, c)
	}

	var queue, plugged []*car
	total, peak, peakAt := 0, 0, 0
	for minute := range minutes {
		if value, ok := limits[minute]; ok {
			power = value
		}
		gone := func(c *car) bool { return c.goes <= minute }
		queue = slices.DeleteFunc(queue, gone)
		plugged = slices.DeleteFunc(plugged, gone)
		for _, c := range cars {
			if c.comes == minute {
				queue = append(queue, c)
			}
		}
		for len(queue) > 0 && len(plugged) < plugs {
			plugged = append(plugged, queue[0])
			queue = queue[1:]
		}
		for _, c := range queue {
			c.waited++
		}
		given := share(power, plugged)
		total += given
		if given > peak {
			peak, peakAt = given, minute
		}
		for _, c := range plugged {
			if c.level == c.size {
				c.fullAt = minute + 1
			}
		}
		plugged = slices.DeleteFunc(plugged, func(c *car) bool { return c.fullAt > 0 })
	}

	for _, c := range cars {
		if c.fullAt > 0 {
			fmt.Fprintln(out, c.name, "ready", c.fullAt, c.waited)
		} else {
			fmt.Fprintln(out, c.name, "gone", c.level, c.waited)
		}
	}
	fmt.Fprintln(out, "total", total)
	if total > 0 {
		fmt.Fprintln(out, "most", peak, peakAt)
	}
}
