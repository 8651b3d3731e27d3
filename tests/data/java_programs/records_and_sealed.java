import java.util.*;
public class Main {
    sealed interface Expr permits Num, Add, Mul, Neg {}
    record Num(int value) implements Expr {}
    record Add(Expr left, Expr right) implements Expr {}
    record Mul(Expr left, Expr right) implements Expr {}
    record Neg(Expr of) implements Expr {}
    static int eval(Expr e) { return switch (e) { case Num n -> n.value(); case Add(Expr l, Expr r) -> eval(l) + eval(r); case Mul(Num(var a), Num(var b)) when a == 0 || b == 0 -> 0; case Mul(var l, var r) -> eval(l) * eval(r); case Neg(var of) -> -eval(of); }; }
    public static void main(String[] args) { Expr e = new Add(new Num(2), new Mul(new Num(3), new Neg(new Num(4)))); System.out.println(eval(e) + " " + e); }
}
