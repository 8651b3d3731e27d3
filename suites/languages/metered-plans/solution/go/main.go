package main

import (
	"bufio"
	"fmt"
	"os"
)

const least = 37

type tier struct{ end, price int }

type plan struct {
	flat  bool
	tiers []tier
}

func (p plan) cost(units int) int {
	if units == 0 {
		return 0
	}
	sum, begin := 0, 0
	for _, t := range p.tiers {
		if units <= t.end {
			sum += (units - begin) * t.price
			if p.flat {
				sum = units * t.price
			}
			break
		}
		sum += (t.end - begin) * t.price
		begin = t.end
	}
	return max(least, (sum+50)/100)
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var count int
	fmt.Fscan(in, &count)
	plans := map[string]plan{}
	for range count {
		var name, way string
		var tiers int
		fmt.Fscan(in, &name, &way, &tiers)
		p := plan{flat: way == "flat"}
		for range tiers {
			var end string
			t := tier{end: 1 << 40}
			fmt.Fscan(in, &end, &t.price)
			if end != "-" {
				fmt.Sscan(end, &t.end)
			}
			p.tiers = append(p.tiers, t)
		}
		plans[name] = p
	}

	due := 0
	for {
		var name string
		var units int
		if n, _ := fmt.Fscan(in, &name, &units); n < 2 {
			break
		}
		p, known := plans[name]
		if !known {
			fmt.Fprintf(out, "%s %d unknown\n", name, units)
			continue
		}
		cents := p.cost(units)
		due += cents
		fmt.Fprintf(out, "%s %d %d.%02d\n", name, units, cents/100, cents%100)
	}
	fmt.Fprintf(out, "due %d.%02d\n", due/100, due%100)
}
