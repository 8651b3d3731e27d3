//< hello world
//<
//< last
//> [hello world]
//> []
//> [last]
#include <stdio.h>
#include <string.h>
int main(void) {
    char buf[256];
    while (fgets(buf, sizeof buf, stdin)) {
        buf[strcspn(buf, "\n")] = '\0';
        printf("[%s]\n", buf);
    }
}
