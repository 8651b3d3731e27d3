#include <stdio.h>
#include <string.h>

#define MOST 7

typedef struct {
    long begin, end; /* the byte behind the last */
} run;

static run islands[256];
static int count;

/* Joins a run to the islands that it meets; 0 when all of it is there already. */
static int keep(long begin, long end) {
    int from = 0;
    while (from < count && islands[from].end < begin) from++;
    int to = from;
    while (to < count && islands[to].begin <= end) to++;
    if (to > from) {
        if (islands[from].begin <= begin && islands[from].end >= end) return 0;
        if (islands[from].begin < begin) begin = islands[from].begin;
        if (islands[to - 1].end > end) end = islands[to - 1].end;
    }
    memmove(islands + from + 1, islands + to, (size_t)(count - to) * sizeof *islands);
    count += from + 1 - to;
    islands[from] = (run){begin, end};
    return 1;
}

int main(void) {
    long window, first, length, edge = 0;
    if (scanf("%*s %ld", &window) != 1) return 1;
    while (scanf("%*s %ld %ld", &first, &length) == 2) {
        long begin = first > edge ? first : edge;
        long end = first + length < edge + window ? first + length : edge + window;
        int gain = begin < end && keep(begin, end);
        if (count && islands[0].begin == edge) {
            edge = islands[0].end;
            memmove(islands, islands + 1, (size_t)--count * sizeof *islands);
        }
        printf("%s %ld", gain ? "gain" : "waste", edge);
        for (int i = 0; i < count && i < MOST; i++) printf(" %ld-%ld", islands[i].begin, islands[i].end - 1);
        if (count > MOST) printf(" +%d", count - MOST);
        putchar('\n');
    }
    return 0;
}
