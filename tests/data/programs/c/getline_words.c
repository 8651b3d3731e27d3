//< the cat and the dog
//< and the bird
//> the 3
//> and 2
//> cat 1
//> dog 1
//> bird 1
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef struct { char *word; int count; int order; } Entry;
static int by_count(const void *a, const void *b) {
    const Entry *x = a, *y = b;
    return x->count != y->count ? y->count - x->count : x->order - y->order;
}
int main() {
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    Entry *entries = NULL;
    int n = 0;
    while ((len = getline(&line, &cap, stdin)) != -1) {
        for (char *w = strtok(line, " \n"); w; w = strtok(NULL, " \n")) {
            int i;
            for (i = 0; i < n && strcmp(entries[i].word, w); i++);
            if (i == n) {
                entries = realloc(entries, ++n * sizeof *entries);
                entries[i] = (Entry){strdup(w), 0, i};
            }
            entries[i].count++;
        }
    }
    qsort(entries, n, sizeof *entries, by_count);
    for (int i = 0; i < n; i++) printf("%s %d\n", entries[i].word, entries[i].count);
    free(line);
}
