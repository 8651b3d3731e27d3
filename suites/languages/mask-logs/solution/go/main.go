package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"strings"
)

const (
	least = 13
	most  = 19
	clear = 4
)

var (
	secret = regexp.MustCompile(`^((?i:password|token|pin)=)(?:"[^"]*"?|[^" &;,][^ &;,]*)`)
	mail   = regexp.MustCompile(`^([A-Za-z0-9._+-])[A-Za-z0-9._+-]*(@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`)
	number = regexp.MustCompile(`^[0-9](?:[ -]?[0-9])*`)
)

func alphanumeric(c byte) bool {
	return isLetter(c) || isDigit(c)
}

func isLetter(c byte) bool { return 'a' <= c|32 && c|32 <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func blacken(run string, after byte) (string, bool) {
	digits := 0
	for i := range len(run) {
		if isDigit(run[i]) {
			digits++
		}
	}
	if digits < least || digits > most || isLetter(after) {
		return "", false
	}
	out := []byte(run)
	for i := 0; digits > clear; i++ {
		if isDigit(out[i]) {
			out[i] = '#'
			digits--
		}
	}
	return string(out), true
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()

	var secrets, mails, numbers int
	for in.Scan() {
		line := in.Text()
		for at := 0; at < len(line); {
			rest := line[at:]
			before := byte(' ')
			if at > 0 {
				before = line[at-1]
			}
			if m := secret.FindStringSubmatch(rest); m != nil && !alphanumeric(before) && before != '_' {
				secrets++
				out.WriteString(m[1] + "[hidden]")
				at += len(m[0])
				continue
			}
			if m := mail.FindStringSubmatch(rest); m != nil && !alphanumeric(before) && !strings.ContainsRune("._+-", rune(before)) {
				mails++
				out.WriteString(m[1] + ".." + m[2])
				at += len(m[0])
				continue
			}
			if run := number.FindString(rest); run != "" && !alphanumeric(before) {
				after := byte(' ')
				if len(run) < len(rest) {
					after = rest[len(run)]
				}
				if masked, fits := blacken(run, after); fits {
					numbers++
					out.WriteString(masked)
					at += len(run)
					continue
				}
			}
			out.WriteByte(line[at])
			at++
		}
		out.WriteByte('\n')
	}
	fmt.Fprintln(out, "masked", secrets, mails, numbers)
}
