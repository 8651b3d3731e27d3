//> 1a 2b 3c
#include <bits/stdc++.h>
using namespace std;
int main() {
    vector<int> a{1, 2, 3};
    string b = "abc";
    string out;
    for (auto [x, y] : views::zip(a, b)) out += format("{}{} ", x, y);
    out.pop_back();
    cout << out << endl;
}
