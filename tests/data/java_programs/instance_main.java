void main() { String name = IO.readln(); IO.println("hello " + name + " " + twice(2)); }
int twice(int x) { return 2 * x; }
