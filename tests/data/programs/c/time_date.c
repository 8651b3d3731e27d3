//> 2001-09-09 01:46:40
#include <stdio.h>
#include <time.h>
int main(void) {
    time_t t = 1000000000;
    char s[40];
    strftime(s, sizeof s, "%Y-%m-%d %H:%M:%S", gmtime(&t));
    puts(s);
}
