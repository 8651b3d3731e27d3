//< 2 3
//< 1 2 3 4 5 6
//> 1 4
//> 2 5
//> 3 6
#include <stdio.h>
static void transpose(int r, int c, int m[r][c]) {
    for (int j = 0; j < c; j++) for (int i = 0; i < r; i++) printf("%d%c", m[i][j], i + 1 < r ? ' ' : '\n');
}
int main(void) {
    int r, c;
    if (scanf("%d%d", &r, &c) != 2) return 1;
    int m[r][c];
    for (int i = 0; i < r; i++) for (int j = 0; j < c; j++) scanf("%d", &m[i][j]);
    transpose(r, c, m);
}
