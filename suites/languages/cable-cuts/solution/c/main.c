#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAST 40
#define LINES 1301
#define SITES (2 * LINES + 1)

typedef struct {
    char name[12];
    int a, b, is_cut;
} cable;

typedef struct {
    int cable, other, next;
} edge;

typedef struct {
    long lost;
    int is_site;
    const char *name;
} row;

/* Site 0 is a root; cables without a name, which cannot fail, lead from it to the plants. */
static char names[SITES][12], cuts[LINES][12];
static long houses[SITES], below[SITES], loss[SITES];
static int first[SITES], number[SITES], lowest[SITES], parent[SITES], link_to[SITES], hanging[SITES], order[SITES];
static cable cables[2 * LINES];
static edge edges[4 * LINES];
static row rows[SITES + LINES];
static int site_count = 1, cable_count, edge_count = 1, cut_count, row_count;

static int site(const char *name) {
    int at = 1;
    while (at < site_count && strcmp(names[at], name) != 0) at++;
    if (at == site_count) strcpy(names[site_count++], name);
    return at;
}

static void join(const char *name, int a, int b) {
    cable *c = &cables[cable_count++];
    strcpy(c->name, name);
    c->a = a;
    c->b = b;
}

static void add_edge(int at, int cable_at, int other) {
    edges[edge_count] = (edge){cable_at, other, first[at]};
    first[at] = edge_count++;
}

static int walk(void) {
    static struct { int at, link, from; } stack[4 * LINES + 1];
    int top = 1, count = 0;
    for (int i = 0; i < site_count; i++) number[i] = -1;
    stack[0].link = -1;
    while (top > 0) {
        top--;
        int at = stack[top].at;
        if (number[at] >= 0) continue;
        number[at] = lowest[at] = count;
        link_to[at] = stack[top].link;
        parent[at] = stack[top].from;
        order[count++] = at;
        for (int e = first[at]; e; e = edges[e].next) {
            stack[top].at = edges[e].other;
            stack[top].link = edges[e].cable;
            stack[top++].from = at;
        }
    }
    return count;
}

static int compare(const void *x, const void *y) {
    const row *a = x, *b = y;
    if (a->lost != b->lost) return a->lost > b->lost ? -1 : 1;
    return a->is_site != b->is_site ? a->is_site - b->is_site : strcmp(a->name, b->name);
}

static void add_row(long lost, int is_site, const char *name) {
    if (lost >= LEAST) rows[row_count++] = (row){lost, is_site, name};
}

int main(void) {
    char kind[12], name[12], a[12], b[12];
    long count, all = 0, safe = 0;
    while (scanf("%11s %11s", kind, name) == 2) {
        if (strcmp(kind, "plant") == 0) {
            join("", 0, site(name));
        } else if (strcmp(kind, "cable") == 0) {
            if (scanf("%11s %11s", a, b) != 2) return 1;
            int from = site(a);
            join(name, from, site(b));
        } else if (strcmp(kind, "houses") == 0) {
            if (scanf("%ld", &count) != 1) return 1;
            houses[site(name)] += count;
            all += count;
        } else {
            strcpy(cuts[cut_count++], name);
        }
    }
    for (int i = 0; i < cable_count; i++) {
        cable *c = &cables[i];
        for (int j = 0; j < cut_count; j++)
            if (strcmp(c->name, cuts[j]) == 0) c->is_cut = 1;
        if (c->is_cut) continue;
        add_edge(c->a, i, c->b);
        add_edge(c->b, i, c->a);
    }

    int supplied = walk();
    for (int i = 0; i < supplied; i++) below[order[i]] = loss[order[i]] = houses[order[i]];
    for (int i = supplied - 1; i > 0; i--) {
        int at = order[i], up = parent[at];
        for (int e = first[at]; e; e = edges[e].next)
            if (edges[e].cable != link_to[at] && number[edges[e].other] < lowest[at]) lowest[at] = number[edges[e].other];
        if (lowest[at] < lowest[up]) lowest[up] = lowest[at];
        below[up] += below[at];
        if (lowest[at] >= number[up]) loss[up] += below[at];
        if (lowest[at] > number[up] && up != 0) add_row(below[at], 0, cables[link_to[at]].name);
        add_row(loss[at], 1, names[at]);
    }
    for (int i = 1; i < supplied; i++) {
        int at = order[i], up = parent[at];
        hanging[at] = hanging[up] || (up != 0 && lowest[at] >= number[up]);
        if (!hanging[at]) safe += houses[at];
    }

    printf("dark %ld\n", all - below[0]);
    qsort(rows, row_count, sizeof rows[0], compare);
    for (int i = 0; i < row_count; i++) printf("%s %s %ld\n", rows[i].is_site ? "site" : "cable", rows[i].name, rows[i].lost);
    printf("safe %ld\n", safe);
    return 0;
}
