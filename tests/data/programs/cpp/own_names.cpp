//> 3 2 1
#include <iostream>
using namespace std;
int count1 = 3;
struct stack { int v[3] = {1, 2, 3}; int n = 3; int pop() { return v[--n]; } };
struct list {}; struct vector {}; int distance(int a, int b) { return a - b; }
int main() { ::stack s; int a = s.pop(), b = s.pop(), c = s.pop(); cout << a << ' ' << b << ' ' << ::distance(2, c) << '\n'; }
