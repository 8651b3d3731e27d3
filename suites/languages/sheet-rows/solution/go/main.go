package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

const mostLines = 7

var (
	errEndless = errors.New("endless")
	errSpoilt  = errors.New("spoilt")
	errUneven  = errors.New("uneven")
)

type field struct {
	value  string
	quoted bool
}

type reader struct {
	text      string
	at        int
	separator byte
}

func (r *reader) skipSpaces() {
	for r.text[r.at] == ' ' {
		r.at++
	}
}

func (r *reader) skipLine() {
	r.at += strings.IndexByte(r.text[r.at:], '\n') + 1
}

// readField leaves r at the separator or line end behind the field; after an error, at the line to go on with.
func (r *reader) readField() (field, error) {
	begin := r.at
	r.skipSpaces()
	if r.text[r.at] != '"' {
		for r.text[r.at] != r.separator && r.text[r.at] != '\n' {
			r.at++
		}
		return field{strings.Trim(r.text[begin:r.at], " "), false}, nil
	}
	var value strings.Builder
	lines := 1
	for r.at++; r.at < len(r.text) && lines <= mostLines; r.at++ {
		c := r.text[r.at]
		if c == '"' {
			if r.at+1 == len(r.text) || r.text[r.at+1] != '"' {
				break
			}
			r.at++
		} else if c == '\n' {
			lines++
		}
		value.WriteByte(c)
	}
	if r.at == len(r.text) || lines > mostLines {
		r.at = begin
		r.skipLine()
		return field{}, errEndless
	}
	r.at++
	r.skipSpaces()
	if c := r.text[r.at]; c != r.separator && c != '\n' {
		r.skipLine()
		return field{}, errSpoilt
	}
	return field{value.String(), true}, nil
}

func (r *reader) readRow() ([]field, error) {
	var fields []field
	for {
		f, err := r.readField()
		if err != nil {
			return nil, err
		}
		fields = append(fields, f)
		r.at++
		if r.text[r.at-1] == '\n' {
			return fields, nil
		}
	}
}

func (f field) String() string {
	switch {
	case f.value != "":
		return strings.NewReplacer("\\", "\\\\", "\n", "\\n").Replace(f.value)
	case f.quoted:
		return `""`
	}
	return "?"
}

func main() {
	input, _ := io.ReadAll(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	head, text, _ := strings.Cut(string(input), "\n")
	wanted := strings.Split(head, " ")[1:]
	r := &reader{text: text, separator: head[0]}
	var heading []string
	good, bad := 0, 0
	for number, counted := 2, 0; r.at < len(text); {
		number += strings.Count(text[counted:r.at], "\n")
		counted = r.at
		if line, _, _ := strings.Cut(text[r.at:], "\n"); strings.Trim(line, " ") == "" {
			r.skipLine()
			continue
		}
		fields, err := r.readRow()
		if heading == nil {
			for _, f := range fields {
				heading = append(heading, f.value)
			}
			continue
		}
		if err == nil && len(fields) != len(heading) {
			err = errUneven
		}
		if err != nil {
			fmt.Fprintln(out, err, number)
			bad++
			continue
		}
		var shown []string
		for _, name := range wanted {
			if at := slices.Index(heading, name); at >= 0 {
				shown = append(shown, fields[at].String())
			} else {
				shown = append(shown, "?")
			}
		}
		fmt.Fprintln(out, strings.Join(shown, " | "))
		good++
	}
	fmt.Fprintln(out, "good", good, "bad", bad)
}
