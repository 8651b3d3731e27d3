//> 1
#include <getopt.h>
#include <stdio.h>
#include <unistd.h>
int main(int argc, char *argv[]) {
    int c;
    static struct option options[] = {{"verbose", no_argument, 0, 'v'}, {0, 0, 0, 0}};
    while ((c = getopt_long(argc, argv, "v", options, NULL)) != -1) printf("%c\n", c);
    printf("%d\n", argc);
    return 0;
}
