//< 3 1 2 3
//> 6
#include <cstdio>
#include <cstring>
#include <vector>
int main() {
    int n, s = 0;
    scanf("%d", &n);
    std::vector<int> a(n);
    for (auto& x : a) scanf("%d", &x), s += x;
    char buf[10];
    memset(buf, 0, sizeof buf);
    printf("%d\n", s);
}
