package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

const (
	unlockedFor = 45
	blockedFor  = 240
)

type door struct {
	secret                       string
	open                         bool
	unlockedUntil, blockedUntil  int
	wrong                        int
}

func (d *door) enter(now int, code string) string {
	switch {
	case d.open:
		return "ignored"
	case now < d.blockedUntil:
		return "blocked"
	case code == d.secret:
		d.wrong = 0
		d.unlockedUntil = now + unlockedFor
		return "welcome"
	}
	d.unlockedUntil = 0
	d.wrong++
	if d.wrong == 3 {
		d.wrong = 0
		d.blockedUntil = now + blockedFor
	}
	return "wrong"
}

func (d *door) push(now int) string {
	switch {
	case d.open:
		return "ignored"
	case now < d.unlockedUntil:
		d.open = true
		return "opens"
	}
	return "stays"
}

func (d *door) shut() {
	if d.open {
		d.open = false
		d.unlockedUntil = 0
	}
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	in.Scan()
	d := door{secret: strings.Fields(in.Text())[1]}
	for in.Scan() {
		words := strings.Fields(in.Text())
		now, _ := strconv.Atoi(words[0])
		switch words[1] {
		case "enter":
			fmt.Fprintln(out, d.enter(now, words[2]))
		case "push":
			fmt.Fprintln(out, d.push(now))
		case "shut":
			d.shut()
		}
	}
}
