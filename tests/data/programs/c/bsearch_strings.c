//< pear
//> 2
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int cmp(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
int main(void) {
    char *names[] = {"pear", "fig", "apple"};
    char key[50], *k = key;
    scanf("%49s", key);
    qsort(names, 3, sizeof *names, cmp);
    char **found = bsearch(&k, names, 3, sizeof *names, cmp);
    printf("%td\n", found - names);
}
