package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const largest = 750000000

var (
	partPattern   = regexp.MustCompile(`<>|<=|>=|[-+*/=<>(),:]|[A-Za-z0-9]+|[^ ]`)
	cellPattern   = regexp.MustCompile(`^[A-Z][1-9][0-9]?$`)
	digitsPattern = regexp.MustCompile(`^[0-9]{1,9}$`)
	numberPattern = regexp.MustCompile(`^-?[0-9]{1,9}$`)

	errUnclear = errors.New("unclear")
	errCyclic  = errors.New("cyclic")
	errWordy   = errors.New("wordy")
	errDivided = errors.New("divided")
	errHuge    = errors.New("huge")
)

type cell struct {
	row    int
	column byte
}

func (c cell) String() string { return fmt.Sprintf("%c%d", c.column, c.row) }

func cellOf(word string) cell {
	row, _ := strconv.Atoi(word[1:])
	return cell{row, word[0]}
}

// A value is a number or, where isText is set, text.
type value struct {
	number int64
	text   string
	isText bool
	err    error
}

// A node is a part of a formula that can be worked out.
type node func() (int64, error)

// An argument of a function gives any count of numbers.
type argument func([]int64) ([]int64, error)

type formula struct {
	workOut node
	uses    []cell
}

var (
	contents = map[cell]string{}
	values   = map[cell]value{}
	formulas = map[cell]*formula{}
)

func valueOf(c cell) value {
	if _, known := values[c]; !known {
		number, err := formulas[c].workOut()
		values[c] = value{number: number, err: err}
	}
	return values[c]
}

func checked(number int64) (int64, error) {
	if number > largest || number < -largest {
		return 0, errHuge
	}
	return number, nil
}

func truth(holds bool) (int64, error) {
	if holds {
		return 1, nil
	}
	return 0, nil
}

func operate(sign string, a, b int64) (int64, error) {
	switch sign {
	case "+":
		return checked(a + b)
	case "-":
		return checked(a - b)
	case "*":
		return checked(a * b)
	case "/":
		if b == 0 {
			return 0, errDivided
		}
		return a / b, nil
	case "=":
		return truth(a == b)
	case "<>":
		return truth(a != b)
	case "<":
		return truth(a < b)
	case "<=":
		return truth(a <= b)
	case ">":
		return truth(a > b)
	}
	return truth(a >= b)
}

func call(name string, numbers []int64) (int64, error) {
	switch {
	case name == "TALLY":
		return int64(len(numbers)), nil
	case name == "TOTAL":
		sum := int64(0)
		for _, number := range numbers {
			sum += number
		}
		return checked(sum)
	case len(numbers) == 0:
		return 0, nil
	case name == "LEAST":
		return slices.Min(numbers), nil
	}
	return slices.Max(numbers), nil
}

// A parser panics with errUnclear.
type parser struct {
	parts []string
	at    int
	uses  []cell
}

func parse(text string) (result *formula, err error) {
	defer func() {
		if recover() != nil {
			err = errUnclear
		}
	}()
	p := &parser{parts: append(partPattern.FindAllString(text, -1), "", "", "")}
	workOut := p.value()
	p.expect("")
	return &formula{workOut, p.uses}, nil
}

func (p *parser) expect(part string) {
	if p.parts[p.at] != part {
		panic(errUnclear)
	}
	p.at++
}

func (p *parser) is(choices ...string) bool { return slices.Contains(choices, p.parts[p.at]) }

func (p *parser) joined(left node, operand func() node) node {
	sign := p.parts[p.at]
	p.at++
	right := operand()
	return func() (int64, error) {
		a, err := left()
		if err != nil {
			return 0, err
		}
		b, err := right()
		if err != nil {
			return 0, err
		}
		return operate(sign, a, b)
	}
}

func (p *parser) value() node {
	left := p.sum()
	if p.is("=", "<>", "<", "<=", ">", ">=") {
		left = p.joined(left, p.sum)
	}
	return left
}

func (p *parser) sum() node {
	left := p.product()
	for p.is("+", "-") {
		left = p.joined(left, p.product)
	}
	return left
}

func (p *parser) product() node {
	left := p.factor()
	for p.is("*", "/") {
		left = p.joined(left, p.factor)
	}
	return left
}

func (p *parser) factor() node {
	part := p.parts[p.at]
	p.at++
	switch {
	case part == "PICK":
		choices := listed(p, p.value)
		if len(choices) != 3 {
			panic(errUnclear)
		}
		return func() (int64, error) {
			condition, err := choices[0]()
			if err != nil {
				return 0, err
			}
			if condition != 0 {
				return choices[1]()
			}
			return choices[2]()
		}
	case slices.Contains([]string{"TOTAL", "LEAST", "GREATEST", "TALLY"}, part):
		arguments := listed(p, p.argument)
		return func() (int64, error) {
			var numbers []int64
			var err error
			for _, each := range arguments {
				if numbers, err = each(numbers); err != nil {
					return 0, err
				}
			}
			return call(part, numbers)
		}
	case cellPattern.MatchString(part):
		named := cellOf(part)
		p.uses = append(p.uses, named)
		return func() (int64, error) {
			if _, given := contents[named]; !given {
				return 0, nil
			}
			v := valueOf(named)
			if v.isText {
				return 0, errWordy
			}
			return v.number, v.err
		}
	case digitsPattern.MatchString(part):
		number, _ := strconv.ParseInt(part, 10, 64)
		return func() (int64, error) { return number, nil }
	case part == "-":
		inner := p.factor()
		return func() (int64, error) {
			number, err := inner()
			return -number, err
		}
	case part != "(":
		panic(errUnclear)
	}
	inner := p.value()
	p.expect(")")
	return inner
}

func listed[T any](p *parser, element func() T) []T {
	p.expect("(")
	list := []T{element()}
	for p.is(",") {
		p.at++
		list = append(list, element())
	}
	p.expect(")")
	return list
}

func (p *parser) argument() argument {
	if p.parts[p.at] == "" || p.parts[p.at+1] != ":" {
		single := p.value()
		return func(numbers []int64) ([]int64, error) {
			number, err := single()
			return append(numbers, number), err
		}
	}
	if !cellPattern.MatchString(p.parts[p.at]) || !cellPattern.MatchString(p.parts[p.at+2]) {
		panic(errUnclear)
	}
	first, last := cellOf(p.parts[p.at]), cellOf(p.parts[p.at+2])
	p.at += 3
	var cells []cell
	for row := min(first.row, last.row); row <= max(first.row, last.row); row++ {
		for column := min(first.column, last.column); column <= max(first.column, last.column); column++ {
			if _, given := contents[cell{row, column}]; given {
				cells = append(cells, cell{row, column})
			}
		}
	}
	p.uses = append(p.uses, cells...)
	return func(numbers []int64) ([]int64, error) {
		for _, each := range cells {
			v := valueOf(each)
			if v.err != nil {
				return nil, v.err
			}
			if !v.isText {
				numbers = append(numbers, v.number)
			}
		}
		return numbers, nil
	}
}

func isCyclic(start cell) bool {
	seen := map[cell]bool{}
	for ahead := []cell{start}; len(ahead) > 0; {
		next := formulas[ahead[len(ahead)-1]]
		ahead = ahead[:len(ahead)-1]
		if next == nil {
			continue
		}
		for _, used := range next.uses {
			if !seen[used] {
				seen[used] = true
				ahead = append(ahead, used)
			}
		}
	}
	return seen[start]
}

func main() {
	for scanner := bufio.NewScanner(os.Stdin); scanner.Scan(); {
		name, content, _ := strings.Cut(scanner.Text(), " ")
		contents[cellOf(name)] = content
	}
	var cells []cell
	for c, content := range contents {
		cells = append(cells, c)
		if strings.HasPrefix(content, "=") {
			if f, err := parse(content[1:]); err != nil {
				values[c] = value{err: err}
			} else {
				formulas[c] = f
			}
		} else if numberPattern.MatchString(content) {
			number, _ := strconv.ParseInt(content, 10, 64)
			values[c] = value{number: number}
		} else {
			values[c] = value{text: content, isText: true}
		}
	}
	for c := range formulas {
		if isCyclic(c) {
			values[c] = value{err: errCyclic}
		}
	}

	slices.SortFunc(cells, func(a, b cell) int {
		if a.column != b.column {
			return int(a.column) - int(b.column)
		}
		return a.row - b.row
	})
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	failed := 0
	for _, c := range cells {
		switch v := valueOf(c); {
		case v.err != nil:
			fmt.Fprintf(out, "%v #%v\n", c, v.err)
			failed++
		case v.isText:
			fmt.Fprintf(out, "%v %s\n", c, v.text)
		default:
			fmt.Fprintf(out, "%v %d\n", c, v.number)
		}
	}
	fmt.Fprintf(out, "cells %d errors %d\n", len(cells), failed)
}
