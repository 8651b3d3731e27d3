"""58 tests of lisp.py, in ten groups. Run them with: python3 -m unittest test_lisp"""

import unittest

from lisp import LispError, run


class LispTest(unittest.TestCase):
    def gives(self, source, printed):
        self.assertEqual(run(source), printed)

    def refuses(self, wrong, right, printed):
        """`wrong` is refused; `right`, which stands beside it, works."""
        self.assertEqual(run(right), printed)
        with self.assertRaises(LispError):
            run(wrong)


class Atoms(LispTest):
    def test_integer(self):
        self.gives("42", "42")

    def test_negative_integer(self):
        self.gives("-17", "-17")

    def test_true(self):
        self.gives("true", "true")

    def test_false(self):
        self.gives("false", "false")

    def test_string(self):
        self.gives('"good morning"', '"good morning"')

    def test_string_with_escapes(self):
        self.gives(r'"say \"hi\"\n\tand \\ go"', r'"say \"hi\"\n\tand \\ go"')

    def test_empty_list(self):
        self.gives("()", "()")

    def test_nil(self):
        self.gives("nil", "()")


class Parse(LispTest):
    def test_white_space(self):
        self.gives("\n  ( + 1\n\t2 )\n", "3")

    def test_comment(self):
        self.gives("; first a comment\n(+ 1 2) ; (+ 3 4)", "3")

    def test_comment_mark_in_a_string(self):
        self.gives('"no ; comment (here)"', '"no ; comment (here)"')

    def test_quote(self):
        self.gives("'(1 (two \"three\") ())", '(1 (two "three") ())')

    def test_missing_parenthesis(self):
        self.refuses("(+ 1 (- 4 2)", "(+ 1 (- 4 2))", "3")

    def test_stray_parenthesis(self):
        self.refuses("(+ 1 2))", "(+ 1 2)", "3")

    def test_string_without_an_end(self):
        self.refuses('"abc', '"abc"', '"abc"')


class Arithmetic(LispTest):
    def test_add(self):
        self.gives("(+ 1 2)", "3")

    def test_add_nothing(self):
        self.gives("(+)", "0")

    def test_add_many(self):
        self.gives("(+ 1 2 3 4)", "10")

    def test_negate(self):
        self.gives("(- 5)", "-5")

    def test_subtract_many(self):
        self.gives("(- 10 1 2)", "7")

    def test_multiply(self):
        self.gives("(* 2 3 7)", "42")

    def test_divide(self):
        self.gives("(/ 7 2)", "3")

    def test_divide_negative(self):
        self.gives("(/ -7 2)", "-3")

    def test_divide_by_zero(self):
        self.refuses("(/ 1 0)", "(/ 1 1)", "1")

    def test_remainder(self):
        self.gives("(list (mod 7 3) (mod -7 3))", "(1 -1)")

    def test_add_a_string(self):
        self.refuses('(+ 1 "2")', "(+ 1 2)", "3")

    def test_add_a_truth_value(self):
        self.refuses("(+ 1 true)", "(+ 1 1)", "2")

    def test_large_integers(self):
        self.gives("(* 12345678901 98765432109)", "1219326311336229232209")


class Comparison(LispTest):
    def test_order(self):
        self.gives("(list (< 1 2) (< 2 2) (> 3 2) (> 2 3))", "(true false true false)")

    def test_equal_strings(self):
        self.gives('(list (= "a" "a") (= "a" "b"))', "(true false)")

    def test_equal_lists(self):
        self.gives("(list (= '(1 (2)) (list 1 (list 2))) (= '(1) '(1 2)))", "(true false)")

    def test_of_different_kinds(self):
        self.gives('(list (= 1 true) (= 1 "1") (= 0 nil))', "(false false false)")


class If(LispTest):
    def test_true(self):
        self.gives("(if (< 1 2) 10 20)", "10")

    def test_false(self):
        self.gives("(if (> 1 2) 10 20)", "20")

    def test_without_else(self):
        self.gives("(if false 1)", "()")

    def test_zero_and_empty_string_are_true(self):
        self.gives('(list (if 0 1 2) (if "" 3 4))', "(1 3)")

    def test_empty_list_is_false(self):
        self.gives("(list (if nil 1 2) (if (cdr '(5)) 3 4))", "(2 4)")

    def test_one_branch_alone_is_evaluated(self):
        self.gives("(list (if true 1 (/ 1 0)) (if false unknown 2))", "(1 2)")


class Def(LispTest):
    def test_value(self):
        self.gives("(def x 5) (+ x 1)", "6")

    def test_again(self):
        self.gives("(def x 1) (def x (+ x 1)) x", "2")

    def test_unknown_name(self):
        self.refuses("(def x 1) y", "(def x 1) x", "1")


class Let(LispTest):
    def test_names(self):
        self.gives("(let ((a 1) (b 2)) (+ a b))", "3")

    def test_names_do_not_see_each_other(self):
        self.gives("(def a 10) (let ((a 1) (b a)) (list a b))", "(1 10)")

    def test_names_end_with_it(self):
        self.gives("(def a 1) (def b (let ((a 2)) (def c 3) (+ a c))) (list a b)", "(1 5)")


class Lambda(LispTest):
    def test_called_at_once(self):
        self.gives("((lambda (x y) (- x y)) 7 4)", "3")

    def test_closure(self):
        source = "(def adder (lambda (n) (lambda (x) (+ x n)))) (def f (adder 5)) (def g (adder 7)) (list (f 1) (g 1))"
        self.gives(source, "(6 8)")

    def test_names_where_it_was_made(self):
        self.gives("(def x 1) (def f (lambda () x)) (let ((x 2)) (f))", "1")

    def test_several_forms(self):
        self.gives("(def t 1) (def f (lambda (x) (def t (* x 2)) (+ t 1))) (list (f 4) t)", "(9 1)")

    def test_number_of_arguments(self):
        for wrong in ("(f)", "(f 1)", "(f 1 2 3)"):
            self.refuses(f"(def f (lambda (a b) 1)) {wrong}", "(def f (lambda (a b) 1)) (f 1 2)", "1")
        self.refuses("(cons 1)", "(cons 1 nil)", "(1)")

    def test_as_an_argument(self):
        self.gives("(def twice (lambda (f x) (f (f x)))) (twice (lambda (n) (* n n)) 3)", "81")

    def test_call_of_no_function(self):
        self.refuses("(1 2)", "((lambda (x) x) 2)", "2")


class Recursion(LispTest):
    def test_factorial(self):
        self.gives("(def fact (lambda (n) (if (= n 0) 1 (* n (fact (- n 1)))))) (fact 20)", "2432902008176640000")

    def test_two_functions(self):
        source = """(def even (lambda (n) (if (= n 0) true (odd (- n 1)))))
            (def odd (lambda (n) (if (= n 0) false (even (- n 1)))))
            (list (even 100) (even 31))"""
        self.gives(source, "(true false)")

    def test_deep(self):
        self.gives("(def sum (lambda (n) (if (= n 0) 0 (+ n (sum (- n 1)))))) (sum 1000)", "500500")


class Lists(LispTest):
    def test_car(self):
        self.gives("(car '((1 2) 3))", "(1 2)")

    def test_cdr(self):
        self.gives("(list (cdr '(1 2 3)) (cdr '(1)))", "((2 3) ())")

    def test_cons(self):
        self.gives("(list (cons 1 '(2 3)) (cons '(1) nil))", "((1 2 3) ((1)))")

    def test_of_an_empty_list(self):
        self.refuses("(car nil)", "(car '(1))", "1")
        self.refuses("(cdr nil)", "(cdr '(1))", "()")


if __name__ == "__main__":
    unittest.main()
