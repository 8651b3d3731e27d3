package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

const levels = 3

type order struct {
	id, trader                  string
	buys                        bool
	left, price, shown, visible int
}

type exchange struct {
	bids, asks []*order // the best first, of equal prices in the order of the queue
	known      map[string]bool
}

var out = bufio.NewWriter(os.Stdout)

func (e *exchange) side(buys bool) *[]*order {
	if buys {
		return &e.bids
	}
	return &e.asks
}

// better says whether a price is better than another on a side.
func better(buys bool, price, other int) bool {
	if buys {
		return price > other
	}
	return price < other
}

func (e *exchange) rest(o *order) {
	o.visible = min(o.shown, o.left)
	side := e.side(o.buys)
	at := slices.IndexFunc(*side, func(other *order) bool { return better(o.buys, o.price, other.price) })
	if at < 0 {
		at = len(*side)
	}
	*side = slices.Insert(*side, at, o)
}

func (e *exchange) takeOut(o *order) {
	side := e.side(o.buys)
	at := slices.Index(*side, o)
	*side = slices.Delete(*side, at, at+1)
}

func (e *exchange) find(id string) *order {
	for _, side := range [][]*order{e.bids, e.asks} {
		for _, o := range side {
			if o.id == id {
				return o
			}
		}
	}
	return nil
}

func (e *exchange) comeIn(o *order) {
	others := e.side(!o.buys)
	for o.left > 0 && len(*others) > 0 {
		found := (*others)[0]
		if better(!o.buys, o.price, found.price) {
			return
		}
		if found.trader == o.trader {
			fmt.Fprintln(out, "pulled", found.id)
			e.takeOut(found)
			continue
		}
		traded := min(o.left, found.visible)
		fmt.Fprintln(out, "trade", found.id, o.id, traded, found.price)
		o.left -= traded
		found.left -= traded
		found.visible -= traded
		if found.visible == 0 {
			e.takeOut(found)
			if found.left > 0 {
				e.rest(found)
			}
		}
	}
}

func (e *exchange) enter(kind string, o *order) {
	if e.known[o.id] {
		fmt.Fprintln(out, "known")
		return
	}
	e.known[o.id] = true
	e.comeIn(o)
	switch {
	case o.left == 0:
	case kind == "bid" || kind == "ask":
		e.rest(o)
	default:
		fmt.Fprintln(out, "rest", o.left)
	}
}

func (e *exchange) change(o *order, quantity, price int) {
	fmt.Fprintln(out, "changed")
	if price == o.price && quantity <= o.left {
		o.left = quantity
		o.visible = min(o.visible, quantity)
		return
	}
	e.takeOut(o)
	o.left, o.price = quantity, price
	e.comeIn(o)
	if o.left > 0 {
		e.rest(o)
	}
}

func (e *exchange) book() {
	if len(e.bids)+len(e.asks) == 0 {
		fmt.Fprintln(out, "bare")
	}
	for _, buys := range []bool{true, false} {
		name := map[bool]string{true: "bid", false: "ask"}[buys]
		side := *e.side(buys)
		for level := 0; level < levels && len(side) > 0; level++ {
			price, visible, count := side[0].price, 0, 0
			for len(side) > 0 && side[0].price == price {
				visible += side[0].visible
				count++
				side = side[1:]
			}
			fmt.Fprintln(out, name, price, visible, count)
		}
	}
}

func main() {
	defer out.Flush()
	e := &exchange{known: map[string]bool{}}
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		words := strings.Fields(in.Text())
		number := func(at int) int {
			if at >= len(words) {
				return 0
			}
			value, _ := strconv.Atoi(words[at])
			return value
		}
		switch command := words[0]; command {
		case "book":
			e.book()
		case "cancel", "change":
			o := e.find(words[1])
			if o == nil {
				fmt.Fprintln(out, "absent")
			} else if command == "change" {
				e.change(o, number(2), number(3))
			} else {
				fmt.Fprintln(out, "cancelled", o.left)
				e.takeOut(o)
			}
		default:
			buys := command == "bid" || command == "sweep"
			e.enter(command, &order{id: words[1], trader: words[2], buys: buys, left: number(3), price: number(4), shown: number(5)})
		}
	}
}
