import java.util.*;
interface Shape { double area(); default String label() { return getClass().getSimpleName() + String.format(" %.2f", area()); } }
abstract class Base implements Shape, Comparable<Shape> { public int compareTo(Shape o) { return Double.compare(area(), o.area()); } }
class Circle extends Base { final double r; Circle(double r) { this.r = r; } public double area() { return Math.PI * r * r; } }
class Square extends Base { final double s; Square(double s) { this.s = s; } @Override public double area() { return s * s; } }
public class Main { public static void main(String[] args) { List<Base> all = new ArrayList<>(List.of(new Circle(2), new Square(3))); Collections.sort(all); for (Shape s : all) System.out.println(s.label()); } }
