//< abc
//< de
//> 7 bytes
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    size_t cap = 2, len = 0, n;
    char *buf = malloc(cap);
    while ((n = fread(buf + len, 1, cap - len, stdin)) > 0) {
        len += n;
        if (len == cap) buf = realloc(buf, cap *= 2);
    }
    printf("%zu bytes\n", len);
    free(buf);
}
