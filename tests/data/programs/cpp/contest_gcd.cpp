//> 6 3
#pragma GCC optimize("O3,unroll-loops")
#include <bits/stdc++.h>
using namespace std;
typedef long long ll;
int main() { ll a = 12, b = 18; cout << __gcd(a, b) << ' ' << __lg(15) << '\n'; }
