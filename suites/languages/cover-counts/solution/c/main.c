#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HIT 17
#define MOST 2048

typedef struct {
    int file, run, order;
    long begin, end, count; /* the line behind the last; count -1: ignored */
} block;

static char names[MOST][16];
static int by_name[MOST], file_count;
static block blocks[MOST];
static int block_count;
static long borders[2 * MOST], totals[2 * MOST], counts[2 * MOST];

static int compare_names(const void *a, const void *b) {
    return strcmp(names[*(const int *)a], names[*(const int *)b]);
}

static int compare_longs(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

/* By file, ignored lines last, then by run, the larger blocks first. */
static int compare_blocks(const void *a, const void *b) {
    const block *x = a, *y = b;
    if (x->file != y->file) return x->file - y->file;
    if (x->run != y->run) return x->run - y->run;
    long by_size = (y->end - y->begin) - (x->end - x->begin);
    if (by_size) return by_size > 0 ? 1 : -1;
    return x->order - y->order;
}

static int find(const char *name) {
    int at = 0;
    while (at < file_count && strcmp(names[at], name) != 0) at++;
    return at;
}

static void report(int file) {
    int begin = 0, end, border_count = 0;
    while (begin < block_count && blocks[begin].file != file) begin++;
    for (end = begin; end < block_count && blocks[end].file == file; end++) {
        borders[border_count++] = blocks[end].begin;
        borders[border_count++] = blocks[end].end;
    }
    qsort(borders, (size_t)border_count, sizeof *borders, compare_longs);
    for (int i = 0; i < border_count; i++) totals[i] = counts[i] = -1;
    for (int at = begin; at < end; at++) {
        const block *b = &blocks[at];
        long *first = bsearch(&b->begin, borders, (size_t)border_count, sizeof *borders, compare_longs);
        int i = (int)(first - borders);
        while (i > 0 && borders[i - 1] == b->begin) i--;
        for (; borders[i] < b->end; i++) {
            if (b->count < 0) totals[i] = -1;
            else counts[i] = b->count;
        }
        if (b->count < 0 || (at + 1 < end && blocks[at + 1].run == b->run)) continue;
        for (i = 0; i < border_count; i++) {
            if (counts[i] >= 0) totals[i] = (totals[i] < 0 ? 0 : totals[i]) + counts[i];
            counts[i] = -1;
        }
    }

    static long gaps[2 * MOST][2];
    int gap_count = 0, joins = 0;
    long hit = 0, missed = 0;
    for (int i = 0; i + 1 < border_count; i++) {
        long size = borders[i + 1] - borders[i];
        if (size == 0 || totals[i] < 0) continue;
        if (totals[i] >= HIT) {
            hit += size;
            joins = 0;
            continue;
        }
        missed += size;
        if (!joins) gaps[gap_count++][0] = borders[i];
        gaps[gap_count - 1][1] = borders[i + 1] - 1;
        joins = 1;
    }
    if (hit + missed) {
        long share = 1000 * hit / (hit + missed);
        printf("%s %ld.%ld%%\n", names[file], share / 10, share % 10);
    } else {
        printf("%s unmeasured\n", names[file]);
    }
    for (int i = 0; i < gap_count; i++) printf("  %ld-%ld\n", gaps[i][0], gaps[i][1]);
}

int main(void) {
    char line[128], kind[16], name[16];
    int run = 0;
    while (fgets(line, sizeof line, stdin)) {
        long a = 0, b = 0, count = -1;
        if (sscanf(line, "%15s %15s %ld %ld %ld", kind, name, &a, &b, &count) < 1) continue;
        if (strcmp(kind, "run") == 0) {
            run++;
        } else if (strcmp(kind, "file") == 0) {
            by_name[file_count] = file_count;
            strcpy(names[file_count++], name);
        } else {
            blocks[block_count] = (block){find(name), count < 0 ? MOST : run, block_count, a, b + 1, count};
            block_count++;
        }
    }
    qsort(blocks, (size_t)block_count, sizeof *blocks, compare_blocks);
    qsort(by_name, (size_t)file_count, sizeof *by_name, compare_names);
    for (int i = 0; i < file_count; i++) report(by_name[i]);
    return 0;
}
