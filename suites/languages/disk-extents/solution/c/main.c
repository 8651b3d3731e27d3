#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MOST 6
#define MAX_RUNS 4096
#define MAX_FILES 1024

typedef struct {
    int begin, end; /* the block behind the last */
} run;

typedef struct {
    char name[16];
    run pieces[MOST];
    int count; /* 0: no file */
} file;

static run runs[MAX_RUNS];
static int run_count;
static file files[MAX_FILES];
static int file_count;

static int size(run r) { return r.end - r.begin; }

static file *find(const char *name) {
    for (int i = 0; i < file_count; i++)
        if (files[i].count && strcmp(files[i].name, name) == 0) return &files[i];
    return NULL;
}

static void drop_run(int at) {
    memmove(runs + at, runs + at + 1, (size_t)(--run_count - at) * sizeof *runs);
}

static int choose(int needed) {
    int fitting = -1, largest = -1;
    for (int i = 0; i < run_count; i++) {
        if (size(runs[i]) >= needed && (fitting < 0 || size(runs[i]) < size(runs[fitting]))) fitting = i;
        if (largest < 0 || size(runs[i]) > size(runs[largest])) largest = i;
    }
    return fitting >= 0 ? fitting : largest;
}

/* Gives blocks to a file; false, with nothing changed, where that cannot be. */
static bool grow(file *f, int needed) {
    static run saved[MAX_RUNS];
    int saved_count = run_count;
    file old = *f;
    bool fits = true;
    memcpy(saved, runs, sizeof runs);
    for (bool first = true; needed > 0 && fits; first = false) {
        int at = -1;
        int last = f->count ? f->pieces[f->count - 1].end : -1;
        for (int i = 0; first && i < run_count; i++)
            if (runs[i].begin == last) at = i;
        if (at < 0) at = choose(needed);
        if (at < 0) {
            fits = false;
            break;
        }
        int begin = runs[at].begin, end = size(runs[at]) > needed ? begin + needed : runs[at].end;
        needed -= end - begin;
        runs[at].begin = end;
        if (size(runs[at]) == 0) drop_run(at);
        if (begin == last) f->pieces[f->count - 1].end = end;
        else if (f->count == MOST) fits = false;
        else f->pieces[f->count++] = (run){begin, end};
    }
    if (!fits) {
        memcpy(runs, saved, sizeof runs);
        run_count = saved_count;
        *f = old;
    }
    return fits;
}

static void give_back(run piece) {
    int at = 0;
    while (at < run_count && runs[at].begin < piece.begin) at++;
    memmove(runs + at + 1, runs + at, (size_t)(run_count++ - at) * sizeof *runs);
    runs[at] = piece;
    if (at + 1 < run_count && runs[at + 1].begin == runs[at].end) {
        runs[at].end = runs[at + 1].end;
        drop_run(at + 1);
    }
    if (at > 0 && runs[at - 1].end == runs[at].begin) {
        runs[at - 1].end = runs[at].end;
        drop_run(at);
    }
}

int main(void) {
    char line[128], command[16], name[16];
    int blocks;
    if (!fgets(line, sizeof line, stdin) || sscanf(line, "%*s %d", &blocks) != 1) return 1;
    runs[run_count++] = (run){0, blocks};
    while (fgets(line, sizeof line, stdin)) {
        name[0] = '\0';
        if (sscanf(line, "%15s %15s %d", command, name, &blocks) < 1) continue;
        file *f = find(name);
        if (strcmp(command, "free") == 0) {
            int total = 0;
            for (int i = 0; i < run_count; i++) total += size(runs[i]);
            printf("%d %d\n", total, run_count);
        } else if (strcmp(command, "write") == 0 && f) {
            puts("exists");
        } else if (strcmp(command, "write") == 0) {
            f = &files[file_count];
            strcpy(f->name, name);
            if (grow(f, blocks)) {
                file_count++;
                printf("%d\n", f->count);
            } else {
                puts("refused");
            }
        } else if (!f) {
            puts("missing");
        } else if (strcmp(command, "extend") == 0) {
            if (grow(f, blocks)) printf("%d\n", f->count);
            else puts("refused");
        } else if (strcmp(command, "delete") == 0) {
            for (int i = 0; i < f->count; i++) give_back(f->pieces[i]);
            f->count = 0;
        } else {
            for (int i = 0; i < f->count; i++) printf("%s%d-%d", i ? " " : "", f->pieces[i].begin, f->pieces[i].end - 1);
            puts("");
        }
    }
    return 0;
}
