package main

import (
	"bufio"
	"log"
	"os"
	"regexp"
	"strconv"
	"strings"
)

type totals struct {
	names []string
	sums  []int
}

func (t *totals) add(name string, n int) {
	for i := range t.names {
		if t.names[i] == name {
			t.sums[i] += n
			return
		}
	}
	t.names = append(t.names, name)
	t.sums = append(t.sums, n)
}

var form = regexp.MustCompile(`^[ \t]*([^ \t]+)[ \t]+([+-]?[0-9]+)[ \t]*$`)

func main() {
	t := &totals{}
	r := bufio.NewReader(os.Stdin)
	for {
		line, err := r.ReadString('\n')
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) != "" {
			m := form.FindStringSubmatch(line)
			if m == nil {
				log.Fatalf("not a line: %q", line)
			}
			n, bad := strconv.Atoi(m[2])
			if bad != nil {
				log.Fatal(bad)
			}
			t.add(m[1], n)
		}
		if err != nil {
			break
		}
	}
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for len(t.names) > 0 {
		best := 0
		for i := range t.names {
			if t.sums[i] > t.sums[best] || t.sums[i] == t.sums[best] && t.names[i] < t.names[best] {
				best = i
			}
		}
		w.WriteString(t.names[best] + " " + strconv.Itoa(t.sums[best]) + "\n")
		t.names = append(t.names[:best], t.names[best+1:]...)
		t.sums = append(t.sums[:best], t.sums[best+1:]...)
	}
}
