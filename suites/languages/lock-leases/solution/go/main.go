package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

const (
	lease   = 30
	longest = 100
)

type waiter struct {
	client   string
	patience int
}

type lock struct {
	name, holder  string
	granted, ends int
	queue         []waiter
}

var (
	out    = bufio.NewWriter(os.Stdout)
	locks  []*lock // by name
	tokens int
)

func (l *lock) say(now int, client string, words ...any) {
	fmt.Fprintln(out, append([]any{now, client, l.name}, words...)...)
}

func (l *lock) grant(now int, client string) {
	tokens++
	l.holder, l.granted, l.ends = client, now, now+lease
	l.say(now, client, "granted", tokens)
}

func (l *lock) passOn(now int) {
	l.holder = ""
	if len(l.queue) > 0 {
		next := l.queue[0]
		l.queue = l.queue[1:]
		l.grant(now, next.client)
	}
}

func (l *lock) place(client string) int {
	return slices.IndexFunc(l.queue, func(w waiter) bool { return w.client == client })
}

func advance(until int) {
	for {
		moment := until + 1
		for _, l := range locks {
			if l.holder != "" {
				moment = min(moment, l.ends)
			}
			for _, w := range l.queue {
				moment = min(moment, w.patience)
			}
		}
		if moment > until {
			return
		}
		for _, l := range locks {
			var kept []waiter
			for _, w := range l.queue {
				if w.patience == moment {
					l.say(moment, w.client, "gaveup")
				} else {
					kept = append(kept, w)
				}
			}
			l.queue = kept
		}
		for _, l := range locks {
			if l.holder != "" && l.ends == moment {
				l.say(moment, l.holder, "expired")
				l.passOn(moment)
			}
		}
	}
}

func find(name string) *lock {
	at, found := slices.BinarySearchFunc(locks, name, func(l *lock, name string) int { return strings.Compare(l.name, name) })
	if !found {
		locks = slices.Insert(locks, at, &lock{name: name})
	}
	return locks[at]
}

func main() {
	defer out.Flush()
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		words := strings.Fields(in.Text())
		now, _ := strconv.Atoi(words[0])
		client := words[2]
		advance(now)
		l := find(words[3])
		holds, place := l.holder == client, l.place(client)
		switch words[1] {
		case "acquire":
			patience, _ := strconv.Atoi(words[4])
			switch {
			case holds || place >= 0:
				l.say(now, client, "already")
			case l.holder == "":
				l.grant(now, client)
			case patience == 0:
				l.say(now, client, "denied")
			default:
				l.queue = append(l.queue, waiter{client, now + patience})
				l.say(now, client, "waits")
			}
		case "renew":
			if !holds {
				l.say(now, client, "lost")
				continue
			}
			l.ends = min(now+lease, l.granted+longest)
			l.say(now, client, "renewed", l.ends)
		case "release":
			switch {
			case holds:
				l.say(now, client, "released")
				l.passOn(now)
			case place >= 0:
				l.queue = slices.Delete(l.queue, place, place+1)
				l.say(now, client, "left")
			default:
				l.say(now, client, "lost")
			}
		}
	}
}
