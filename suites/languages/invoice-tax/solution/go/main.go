package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
)

type class struct {
	name      string
	rate, net int
	used      bool
}

type item struct{ class, amount, product int }

// rounded is value / unit, halves away from zero.
func rounded(value, unit int) int {
	if value < 0 {
		return -rounded(-value, unit)
	}
	return (2*value + unit) / (2 * unit)
}

func money(cents int) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var classes []class
	var items []item
	byName := map[string]int{}
	voucher, shipping := 0, 0
	for {
		var kind, name string
		if _, err := fmt.Fscan(in, &kind); err != nil {
			break
		}
		switch kind {
		case "class":
			c := class{}
			fmt.Fscan(in, &c.name, &c.rate)
			byName[c.name] = len(classes)
			classes = append(classes, c)
		case "line":
			var count, price, reduction int
			fmt.Fscan(in, &name, &count, &price, &reduction)
			amount := rounded(count*price*(100-reduction), 100)
			items = append(items, item{class: byName[name], amount: amount})
			classes[byName[name]].used = true
		case "voucher":
			var cents int
			fmt.Fscan(in, &cents)
			voucher += cents
		case "shipping":
			fmt.Fscan(in, &shipping)
		}
	}

	total := 0
	var shared []*item
	for i := range items {
		if items[i].amount > 0 {
			total += items[i].amount
			shared = append(shared, &items[i])
		}
	}
	voucher = min(voucher, total)
	left := voucher
	for _, it := range shared {
		it.product = voucher * it.amount
		left -= it.product / total
	}
	sort.SliceStable(shared, func(a, b int) bool { return shared[a].product%total > shared[b].product%total })
	for place, it := range shared {
		it.amount -= it.product / total
		if place < left {
			it.amount--
		}
	}

	highest := -1
	for _, it := range items {
		classes[it.class].net += it.amount
	}
	for i, c := range classes {
		if c.used && (highest < 0 || c.rate > classes[highest].rate) {
			highest = i
		}
	}
	if highest >= 0 {
		classes[highest].net += shipping
	}
	net, tax := 0, 0
	for _, c := range classes {
		if !c.used {
			continue
		}
		t := rounded(c.net*c.rate, 1000)
		fmt.Println(c.name, money(c.net), money(t))
		net += c.net
		tax += t
	}
	fmt.Println("net", money(net))
	fmt.Println("tax", money(tax))
	fmt.Println("due", money(net+tax))
}
