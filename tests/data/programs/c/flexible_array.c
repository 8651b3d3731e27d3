//> 0 1 4 9
#include <stdio.h>
#include <stdlib.h>
struct vec { size_t n; int items[]; };
int main(void) {
    struct vec *v = malloc(sizeof *v + 4 * sizeof(int));
    v->n = 4;
    for (size_t i = 0; i < v->n; i++) v->items[i] = i * i;
    for (size_t i = 0; i < v->n; i++) printf("%d%c", v->items[i], i + 1 < v->n ? ' ' : '\n');
    free(v);
}
