//< 5 7
//< 1 2
//< 2 3
//< 1 4
//< 4 5
//< 3 5
//< 2 5
//< 1 3
//> 2
#include <bits/stdc++.h>
using namespace std;
#define int long long
#define all(x) (x).begin(), (x).end()
const int MOD = 1e9 + 7;
signed main() {
    ios_base::sync_with_stdio(false);
    cin.tie(nullptr);
    int n, m;
    cin >> n >> m;
    vector<vector<int>> g(n + 1);
    while (m--) { int a, b; cin >> a >> b; g[a].push_back(b); g[b].push_back(a); }
    vector<int> d(n + 1, -1);
    queue<int> q({1});
    d[1] = 0;
    while (!q.empty()) { int u = q.front(); q.pop(); for (int v : g[u]) if (d[v] < 0) d[v] = d[u] + 1, q.push(v); }
    cout << *max_element(all(d)) << endl;
}
