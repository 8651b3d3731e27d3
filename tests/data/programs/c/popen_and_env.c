//> hello from sh
//> UTC
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    char s[100];
    FILE *p = popen("echo hello from sh", "r");
    fgets(s, sizeof s, p);
    pclose(p);
    printf("%s%s\n", s, getenv("TZ"));
}
