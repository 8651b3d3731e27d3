package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
)

const mostUnsafe = 19

type node struct {
	runs, leads bool
	term, safe  int
	vote        int // the number of a node, or 0
	log         []int
}

func (n *node) takeTerm(term int) {
	n.term, n.vote, n.leads = term, 0, false
}

func (n *node) lastTerm() int {
	if len(n.log) == 0 {
		return 0
	}
	return n.log[len(n.log)-1]
}

func (n *node) isNewer(other *node) bool {
	if n.lastTerm() != other.lastTerm() {
		return n.lastTerm() > other.lastTerm()
	}
	return len(n.log) > len(other.log)
}

// The first node is none, so that numbers are indices.
type cluster struct {
	nodes []*node
	isCut [10][10]bool
}

func (c *cluster) size() int { return len(c.nodes) - 1 }

func (c *cluster) reached(a int) []*node {
	var reached []*node
	for b := 1; b <= c.size(); b++ {
		if b != a && c.nodes[b].runs && !c.isCut[a][b] {
			reached = append(reached, c.nodes[b])
		}
	}
	return reached
}

func (c *cluster) elect(a int) string {
	n := c.nodes[a]
	if !n.runs || n.leads {
		return "ignored"
	}
	n.takeTerm(n.term + 1)
	n.vote = a
	votes := 1
	for _, other := range c.reached(a) {
		if other.term > n.term {
			n.takeTerm(other.term)
			return fmt.Sprint("loses ", n.term)
		}
		if other.term < n.term {
			other.takeTerm(n.term)
		}
		if other.vote == 0 && !other.isNewer(n) {
			other.vote = a
			votes++
		}
	}
	n.leads = votes*2 > c.size()
	if n.leads {
		return fmt.Sprint("leads ", n.term)
	}
	return fmt.Sprint("loses ", n.term)
}

func (c *cluster) send(a int) string {
	n := c.nodes[a]
	if !n.leads {
		return "refused"
	}
	reached := c.reached(a)
	for _, other := range reached {
		if other.term > n.term {
			n.takeTerm(other.term)
			return fmt.Sprint("yields ", n.term)
		}
		if other.term < n.term {
			other.takeTerm(n.term)
		}
		other.log = slices.Clone(n.log)
	}
	if (len(reached)+1)*2 > c.size() && n.lastTerm() == n.term {
		n.safe = len(n.log)
	}
	for _, other := range reached {
		other.safe = max(other.safe, n.safe)
	}
	return fmt.Sprintf("sent %d safe %d", len(reached), n.safe)
}

func (c *cluster) write(a int) string {
	n := c.nodes[a]
	if !n.leads {
		return "refused"
	}
	if len(n.log)-n.safe >= mostUnsafe {
		return "full"
	}
	n.log = append(n.log, n.term)
	return c.send(a)
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var command string
	var size, a, b int
	fmt.Fscan(in, &command, &size)
	c := &cluster{nodes: make([]*node, size+1)}
	for i := range c.nodes {
		c.nodes[i] = &node{runs: true}
	}
	for {
		if _, err := fmt.Fscan(in, &command, &a); err != nil {
			break
		}
		switch command {
		case "stop":
			c.nodes[a].runs, c.nodes[a].leads = false, false
		case "start":
			c.nodes[a].runs = true
		case "cut", "mend":
			fmt.Fscan(in, &b)
			c.isCut[a][b] = command == "cut"
			c.isCut[b][a] = command == "cut"
		case "elect":
			fmt.Fprintln(out, a, c.elect(a))
		case "send":
			fmt.Fprintln(out, a, c.send(a))
		case "write":
			fmt.Fprintln(out, a, c.write(a))
		}
	}
	for i, n := range c.nodes[1:] {
		role := "follower"
		if n.leads {
			role = "leader"
		} else if !n.runs {
			role = "stopped"
		}
		fmt.Fprintln(out, "node", i+1, role, n.term, len(n.log), n.safe)
	}
}
