package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

const oldest = 90

type row struct {
	time, price int // price 0: a halt
}

type trade struct {
	time, amount int
	name         string
}

func priceAt(rows []row, now int) (int, string) {
	at := sort.Search(len(rows), func(i int) bool { return rows[i].time > now }) - 1
	switch {
	case at < 0:
		return 0, "unknown"
	case rows[at].price == 0:
		return 0, "halted"
	case now-rows[at].time > oldest:
		return 0, "stale"
	}
	return rows[at].price, strconv.Itoa(rows[at].price)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	rows := map[string][]row{}
	var trades []trade
	for in.Scan() {
		words := strings.Fields(in.Text())
		now, _ := strconv.Atoi(words[1])
		value := 0
		if len(words) > 3 {
			value, _ = strconv.Atoi(words[3])
		}
		if words[0] == "trade" {
			trades = append(trades, trade{now, value, words[2]})
		} else {
			rows[words[2]] = append(rows[words[2]], row{now, value})
		}
	}
	for _, own := range rows {
		sort.SliceStable(own, func(i, j int) bool { return own[i].time < own[j].time })
	}

	sums, missed := map[string]int{}, map[string]int{}
	for _, t := range trades {
		price, answer := priceAt(rows[t.name], t.time)
		sums[t.name] += price * t.amount
		if price == 0 {
			missed[t.name]++
		}
		fmt.Fprintln(out, answer)
	}
	names := make([]string, 0, len(sums))
	for name := range sums {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintln(out, name, sums[name], missed[name])
	}
}
