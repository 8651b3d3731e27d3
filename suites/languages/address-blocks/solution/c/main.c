#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 1024
#define WHOLE (INT64_C(1) << 32)

typedef struct {
    int64_t begin, end; /* the address behind the last */
    bool allows, dropped;
} rule;

typedef struct {
    int64_t begin, end;
} run;

static rule rules[MOST];
static int rule_count;
static run runs[2 * MOST];
static int run_count;

static int64_t number(const char *text) {
    unsigned a, b, c, d;
    sscanf(text, "%u.%u.%u.%u", &a, &b, &c, &d);
    return ((a * INT64_C(256) + b) * 256 + c) * 256 + d;
}

static void show(int64_t value, int length) {
    printf("%d.%d.%d.%d/%d\n", (int)(value >> 24), (int)(value >> 16 & 255), (int)(value >> 8 & 255), (int)(value & 255), length);
}

static run parse(const char *text) {
    int64_t begin = number(text);
    const char *dash = strchr(text, '-'), *slash = strchr(text, '/');
    if (dash) return (run){begin, number(dash + 1) + 1};
    int64_t size = WHOLE >> (slash ? atoi(slash + 1) : 32);
    begin -= begin % size;
    return (run){begin, begin + size};
}

static int compare(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void find_allowed(void) {
    static int64_t borders[2 * MOST];
    static bool states[2 * MOST];
    int count = 0, kept = 0;
    for (int i = 0; i < rule_count; i++) {
        if (rules[i].dropped) continue;
        borders[count++] = rules[i].begin;
        borders[count++] = rules[i].end;
    }
    qsort(borders, (size_t)count, sizeof *borders, compare);
    for (int i = 0; i < count; i++)
        if (i == 0 || borders[i] != borders[i - 1]) borders[kept++] = borders[i];
    memset(states, 0, sizeof states);
    for (int i = 0; i < rule_count; i++) {
        if (rules[i].dropped) continue;
        int64_t *first = bsearch(&rules[i].begin, borders, (size_t)kept, sizeof *borders, compare);
        for (int at = (int)(first - borders); borders[at] < rules[i].end; at++) states[at] = rules[i].allows;
    }
    run_count = 0;
    for (int at = 0; at + 1 < kept; at++) {
        if (!states[at]) continue;
        if (run_count && runs[run_count - 1].end == borders[at]) runs[run_count - 1].end = borders[at + 1];
        else runs[run_count++] = (run){borders[at], borders[at + 1]};
    }
}

/* Prints all blocks, or the first part of the given length. */
static void print_blocks(int wanted) {
    bool none = true;
    find_allowed();
    for (int i = 0; i < run_count; i++) {
        int64_t begin = runs[i].begin;
        while (begin < runs[i].end) {
            int length = 0;
            while (begin % (WHOLE >> length) || (WHOLE >> length) > runs[i].end - begin) length++;
            if (wanted < 0 || length <= wanted) {
                show(begin, wanted < 0 ? length : wanted);
                if (wanted >= 0) return;
                none = false;
            }
            begin += WHOLE >> length;
        }
    }
    if (none) puts("nobody");
}

static void test(int64_t value) {
    int at = rule_count - 1;
    while (at >= 0 && (rules[at].dropped || value < rules[at].begin || value >= rules[at].end)) at--;
    printf("%s %d\n", at >= 0 && rules[at].allows ? "allowed" : "denied", at + 1);
}

int main(void) {
    char line[128], command[16], word[64];
    while (fgets(line, sizeof line, stdin)) {
        word[0] = '\0';
        if (sscanf(line, "%15s %63s", command, word) < 1) continue;
        if (strcmp(command, "allow") == 0 || strcmp(command, "deny") == 0) {
            run set = parse(word);
            rules[rule_count++] = (rule){set.begin, set.end, strcmp(command, "allow") == 0, false};
        } else if (strcmp(command, "drop") == 0) {
            int at = atoi(word);
            if (at > rule_count || rules[at - 1].dropped) puts("unknown");
            else rules[at - 1].dropped = true;
        } else if (strcmp(command, "test") == 0) {
            test(number(word));
        } else if (strcmp(command, "count") == 0) {
            run set = parse(word);
            int64_t total = 0;
            find_allowed();
            for (int i = 0; i < run_count; i++) {
                int64_t low = runs[i].begin > set.begin ? runs[i].begin : set.begin;
                int64_t high = runs[i].end < set.end ? runs[i].end : set.end;
                if (low < high) total += high - low;
            }
            printf("%lld\n", (long long)total);
        } else {
            print_blocks(strcmp(command, "list") == 0 ? -1 : atoi(word));
        }
    }
    return 0;
}
