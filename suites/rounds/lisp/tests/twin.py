"""The twins of the tests that are shown: each asks the same of other programs. A contestant never sees them."""

import unittest

from lisp import LispError, run


class LispTest(unittest.TestCase):
    def gives(self, source, printed):
        self.assertEqual(run(source), printed)

    def refuses(self, wrong, right, printed):
        self.assertEqual(run(right), printed)
        with self.assertRaises(LispError):
            run(wrong)


class Atoms(LispTest):
    def test_integer(self):
        self.gives("9", "9")
        self.gives("100300", "100300")
        self.gives("7 8", "8")

    def test_negative_integer(self):
        self.gives("-305", "-305")
        self.gives("(list -1 -20)", "(-1 -20)")

    def test_true(self):
        self.gives("(list true)", "(true)")

    def test_false(self):
        self.gives("(list 1 false)", "(1 false)")

    def test_string(self):
        self.gives('"a lamp"', '"a lamp"')
        self.gives('""', '""')
        self.gives('"17"', '"17"')

    def test_string_with_escapes(self):
        self.gives(r'"\\n"', r'"\\n"')
        self.gives(r'"\ta\"\""', r'"\ta\"\""')
        self.gives(r'"x\\"', r'"x\\"')
        self.gives('"two\nlines"', r'"two\nlines"')
        self.gives('(= "a\\tb" "a\tb")', "true")

    def test_empty_list(self):
        self.gives("( )", "()")
        self.gives("(list () 4)", "(() 4)")

    def test_nil(self):
        self.gives("(list nil 6)", "(() 6)")
        self.gives("(= nil ())", "true")


class Parse(LispTest):
    def test_white_space(self):
        self.gives("\t(*\n\n 6\r\n  7\t)  ", "42")
        self.gives('(list(+ 1 1)"a"(list))', '(2 "a" ())')

    def test_comment(self):
        self.gives("(* 4 ; times\n ; (nothing\n 5)", "20")
        self.gives("8;9", "8")
        self.gives("(def a 3);)\n(list a;\n)", "(3)")

    def test_comment_mark_in_a_string(self):
        self.gives('(list "a;b" ";") ; "', '("a;b" ";")')
        self.gives('"(" ; )', '"("')

    def test_quote(self):
        self.gives("'(lamp (12 \"x y\") ())", '(lamp (12 "x y") ())')
        self.gives("(quote (a b))", "(a b)")
        self.gives("(list 'up '-5 '() '\"q\")", '(up -5 () "q")')
        self.gives("(car '('a b))", "(quote a)")
        self.gives("'(true false x1 -)", "(true false x1 -)")

    def test_missing_parenthesis(self):
        self.refuses("(list 1 (list 2 3", "(list 1 (list 2 3))", "(1 (2 3))")
        self.refuses("4 (", "4 ()", "()")
        self.refuses("(list 1 '", "(list 1 '())", "(1 ())")

    def test_stray_parenthesis(self):
        self.refuses(") 5", "() 5", "5")
        self.refuses("(* 3 3) ) 4", "(* 3 3) 4", "4")
        self.refuses("')", "'()", "()")

    def test_string_without_an_end(self):
        self.refuses('(list "one" "two)', '(list "one" "two")', '("one" "two")')
        self.refuses('"ab\\"', '"ab\\""', '"ab\\""')


class Arithmetic(LispTest):
    def test_add(self):
        self.gives("(+ 30 12)", "42")
        self.gives("(+ 5 -8)", "-3")

    def test_add_nothing(self):
        self.gives("(list (+) (+ 7))", "(0 7)")

    def test_add_many(self):
        self.gives("(+ 100 20 3 -1 0 5)", "127")
        self.gives("(+ 1 (+ 2 (+ 3 4)) 5)", "15")

    def test_negate(self):
        self.gives("(list (- 12) (- -3) (- 0))", "(-12 3 0)")

    def test_subtract_many(self):
        self.gives("(- 50 8 -2 30)", "14")
        self.gives("(- 3 11)", "-8")

    def test_multiply(self):
        self.gives("(list (* 5 -6) (* 9) (* 2 2 2 2))", "(-30 9 16)")
        self.gives("(*)", "1")

    def test_divide(self):
        self.gives("(list (/ 23 4) (/ 12 3) (/ 2 5) (/ 0 9))", "(5 4 0 0)")

    def test_divide_negative(self):
        self.gives("(list (/ -23 4) (/ 23 -4) (/ -23 -4) (/ -1 3))", "(-5 -5 5 0)")
        self.gives("(list (/ -1 1) (/ 5 -1) (/ -1 -1))", "(-1 -5 1)")
        self.gives("(/ -100000000000000000000001 10)", "-10000000000000000000000")

    def test_divide_by_zero(self):
        self.refuses("(/ 0 (- 2 2))", "(/ 0 (- 2 1))", "0")
        self.refuses("(mod 5 0)", "(mod 5 2)", "1")

    def test_remainder(self):
        self.gives("(list (mod 17 5) (mod -17 5) (mod 17 -5) (mod 10 5) (mod -2 9))", "(2 -2 2 0 -2)")

    def test_add_a_string(self):
        self.refuses('(+ "a" "b")', "(+ 4 5)", "9")
        self.refuses('(* 3 "ab")', "(* 3 4)", "12")
        self.refuses("(- '(1) 1)", "(- 3 1)", "2")
        self.refuses('(- 5 "1")', "(- 5 1)", "4")
        self.refuses('(/ "6" 2)', "(/ 6 2)", "3")
        self.refuses('(< "a" "b")', "(< 1 2)", "true")

    def test_add_a_truth_value(self):
        self.refuses("(- false)", "(- 9)", "-9")
        self.refuses("(* 2 true)", "(* 2 8)", "16")
        self.refuses("(< false 4)", "(< 3 4)", "true")
        self.refuses("(/ 6 true)", "(/ 6 1)", "6")
        self.refuses("(+ 4 (= 1 1))", "(+ 4 1)", "5")

    def test_large_integers(self):
        self.gives("(+ 99999999999999999999 2)", "100000000000000000001")
        self.gives("(/ (* 30000000000000000001 7) 7)", "30000000000000000001")
        self.gives("(mod 100000000000000000007 10)", "7")


class Comparison(LispTest):
    def test_order(self):
        self.gives("(list (< -4 3) (< 3 -4) (> 8 8) (> -1 -2) (< 5 5))", "(true false false true false)")

    def test_equal_strings(self):
        self.gives('(list (= "lamp" "lamp") (= "lamp" "Lamp") (= "" " "))', "(true false false)")
        self.gives("(list (= 41 41) (= 41 -41) (= true true) (= true false))", "(true false true false)")

    def test_equal_lists(self):
        self.gives("(list (= (list 7 \"a\") '(7 \"a\")) (= '(3 (4 5)) '(3 (4 6))) (= '(1 2) '(1)))", "(true false false)")
        self.gives("(list (= 'up 'up) (= 'up 'down) (= '(a b) '(a b)) (= '(a) '(b)))", "(true false true false)")

    def test_of_different_kinds(self):
        self.gives('(list (= false 0) (= "41" 41) (= nil false) (= "" nil) (= \'(1) 1))', "(false false false false false)")
        self.gives("(list (= '(1 0) (list true false)) (= 'up \"up\") (= \"up\" 'up))", "(false false false)")


class If(LispTest):
    def test_true(self):
        self.gives('(if (= 4 4) "yes" "no")', '"yes"')
        self.gives("(if true '(1) 2)", "(1)")

    def test_false(self):
        self.gives('(if (= 4 5) "yes" "no")', '"no"')
        self.gives("(+ 1 (if false 10 20))", "21")

    def test_without_else(self):
        self.gives("(list (if (> 1 3) 7) (if (> 3 1) 7))", "(() 7)")

    def test_zero_and_empty_string_are_true(self):
        self.gives("(list (if (- 4 4) 5 6) (if \"\" 'a 'b) (if 'no 1 2) (if (lambda () 1) 3 4))", "(5 a 1 3)")

    def test_empty_list_is_false(self):
        self.gives("(list (if () 'a 'b) (if (list) 5 6) (if '(nil) 7 8))", "(b 6 7)")

    def test_one_branch_alone_is_evaluated(self):
        self.gives("(list (if nil (car nil) 'b) (if 5 'a (+ 1 \"x\")))", "(b a)")
        self.gives("(def n 1) (if true 0 (def n 2)) n", "1")


class Def(LispTest):
    def test_value(self):
        self.gives("(def height 30) (def area (* height 4)) (list area height)", "(120 30)")
        self.gives("(def word \"w\")", '"w"')
        self.gives("(def list-2? 4) list-2?", "4")

    def test_again(self):
        self.gives("(def n 9) (def f (lambda () n)) (def n '(1)) (list n (f))", "((1) (1))")

    def test_unknown_name(self):
        self.refuses("(+ height 1)", "(def height 2) (+ height 1)", "3")
        self.refuses("(jump 3)", "(def jump (lambda (x) x)) (jump 3)", "3")


class Let(LispTest):
    def test_names(self):
        self.gives("(let ((top 8) (low -3)) (- top low))", "11")
        self.gives("(let ((n 2)) (* n n) (+ n 5))", "7")
        self.gives("(let () 12)", "12")
        self.gives("(let ((n 2)) (let ((m (* n 10))) (+ n m)))", "22")

    def test_names_do_not_see_each_other(self):
        self.gives("(def p 4) (def q 5) (let ((p q) (q p)) (list p q))", "(5 4)")
        self.refuses("(let ((u 1) (v u)) v)", "(def u 3) (let ((u 1) (v u)) v)", "3")

    def test_names_end_with_it(self):
        self.gives("(def n 6) (let ((n 60)) (def n 61) n) n", "6")
        self.refuses("(let ((inner 4)) inner) inner", "(let ((inner 4)) inner)", "4")
        self.refuses("(let ((k 4)) (def m 5) m) m", "(let ((k 4)) (def m 5) m)", "5")


class Lambda(LispTest):
    def test_called_at_once(self):
        self.gives("((lambda (top low) (/ top low)) 40 8)", "5")
        self.gives("((lambda () 'none))", "none")

    def test_closure(self):
        self.gives("(def scale (lambda (k) (lambda (v) (* k v)))) (list ((scale 3) 5) ((scale 10) 5))", "(15 50)")
        self.gives("(def f (let ((hidden 7)) (lambda (v) (+ v hidden)))) (f 2)", "9")

    def test_names_where_it_was_made(self):
        self.gives("(def k 10) (def f (lambda (v) (+ v k))) (def g (lambda (k) (f k))) (g 1)", "11")
        self.gives("(def k 1) (def f (lambda () k)) (def k 2) (f)", "2")
        self.refuses("(def f (lambda () own)) (let ((own 5)) (f))", "(def f (lambda () own)) (def own 5) (f)", "5")

    def test_several_forms(self):
        self.gives("(def f (lambda (v) (def half (/ v 2)) (def third (/ v 3)) (list half third))) (f 12)", "(6 4)")
        self.refuses("(def f (lambda (v) (def mine v) mine)) (f 3) mine", "(def f (lambda (v) (def mine v) mine)) (f 3)", "3")

    def test_number_of_arguments(self):
        for wrong in ("(pick 1 2)", "(pick 1 2 3 4)", "(pick)"):
            self.refuses(f"(def pick (lambda (a b c) b)) {wrong}", "(def pick (lambda (a b c) b)) (pick 1 2 3)", "2")
        self.refuses("((lambda () 5) 1)", "((lambda () 5))", "5")
        self.refuses("(/ 6)", "(/ 6 3)", "2")
        self.refuses("(cdr '(1) '(2))", "(cdr '(1 2))", "(2)")
        self.refuses("(= 1)", "(= 1 1)", "true")

    def test_as_an_argument(self):
        self.gives("(def with (lambda (f) (f 6 7))) (list (with *) (with (lambda (a b) b)))", "(42 7)")
        self.gives("((if true + -) 10 4)", "14")

    def test_call_of_no_function(self):
        self.refuses('("f" 1)', "(+ 1)", "1")
        self.refuses("(def n 4) (n)", "(def n (lambda () 4)) (n)", "4")
        self.refuses("(true 1 2)", "(< 1 2)", "true")


class Recursion(LispTest):
    def test_factorial(self):
        self.gives("(def power (lambda (b e) (if (= e 0) 1 (* b (power b (- e 1)))))) (power 3 50)", str(3**50))

    def test_two_functions(self):
        source = """(def down (lambda (n) (if (< n 1) 'ground (up (- n 2)))))
            (def up (lambda (n) (if (< n 1) 'sky (down (- n 1)))))
            (list (down 20) (up 4))"""
        self.gives(source, "(sky ground)")

    def test_deep(self):
        self.gives("(def count (lambda (k) (if (> k 0) (cons k (count (- k 1))) nil))) (car (cdr (count 1000)))", "999")


class Lists(LispTest):
    def test_car(self):
        self.gives("(list (car '(lamp)) (car (list \"a\" 2)) (car '(() 1)))", '(lamp "a" ())')

    def test_cdr(self):
        self.gives("(list (cdr '(5 (6) 7)) (cdr (list 4)) (cdr '(1 2)))", "(((6) 7) () (2))")
        self.gives("(def a '(1 2 3)) (cdr a) (cdr a)", "(2 3)")

    def test_cons(self):
        self.gives("(def a '(8 9)) (list (cons 7 a) a (cons a a))", "((7 8 9) (8 9) ((8 9) 8 9))")
        self.gives("(cons 'x (cons \"y\" ()))", '(x "y")')

    def test_of_an_empty_list(self):
        self.refuses("(car (cdr '(6)))", "(car (cdr '(6 7)))", "7")
        self.refuses("(cdr ())", "(cdr (list 1 2))", "(2)")
        self.refuses("(car 5)", "(car '(5))", "5")
        self.refuses('(cdr "ab")', "(cdr '(a b))", "(b)")
        self.refuses('(car "ab")', "(car '(a b))", "a")
        self.refuses("(cons 1 2)", "(cons 1 '(2))", "(1 2)")
        self.refuses('(cons "a" "b")', '(cons "a" (list "b"))', '("a" "b")')
