package main

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

const (
	longest      = 60
	pause        = 20
	mostFailures = 5
	mostAtOnce   = 2
)

type job struct {
	place                          int
	name, customer                 string
	runs                           []string
	ready, failures, seconds, ends int
	running, succeeds, over        bool
}

func (j *job) start(now int) {
	run := j.runs[min(j.failures, len(j.runs)-1)]
	length, _ := strconv.Atoi(run[:len(run)-1])
	j.running = true
	j.seconds = min(length, longest)
	j.succeeds = length <= longest && strings.HasSuffix(run, "+")
	j.ends = now + j.seconds
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	in.Scan()
	workers, _ := strconv.Atoi(strings.Fields(in.Text())[1])
	var jobs []*job
	for in.Scan() {
		words := strings.Fields(in.Text())
		arrival, _ := strconv.Atoi(words[3])
		jobs = append(jobs, &job{place: len(jobs), name: words[1], customer: words[2], ready: arrival, runs: strings.Split(words[4], ",")})
	}

	attempts, wasted, busy, now := 0, 0, 0, -1
	customers := map[string]int{}
	for {
		next := -1
		for _, j := range jobs {
			moment := j.ready
			if j.running {
				moment = j.ends
			}
			if !j.over && moment > now && (next < 0 || moment < next) {
				next = moment
			}
		}
		if next < 0 {
			break
		}
		now = next

		var ready []*job
		for _, j := range jobs {
			if j.running && j.ends == now {
				j.running = false
				busy--
				customers[j.customer]--
				switch {
				case j.succeeds:
					j.over = true
					fmt.Fprintln(out, now, j.name, "good", j.failures+1)
				default:
					j.failures++
					wasted += j.seconds
					j.ready = now + pause<<(j.failures-1)
					if j.over = j.failures == mostFailures; j.over {
						fmt.Fprintln(out, now, j.name, "dead", j.failures)
					}
				}
			}
			if !j.running && !j.over && j.ready <= now {
				ready = append(ready, j)
			}
		}
		slices.SortFunc(ready, func(a, b *job) int {
			return cmp.Or(a.ready-b.ready, a.failures-b.failures, a.place-b.place)
		})
		for _, j := range ready {
			if busy < workers && customers[j.customer] < mostAtOnce {
				j.start(now)
				busy++
				customers[j.customer]++
				attempts++
			}
		}
	}
	fmt.Fprintln(out, "attempts", attempts, "wasted", wasted)
}
