//> true
#include <stdbool.h>
#include <stdio.h>
int main(void) { bool ok = true; puts(ok ? "true" : "false"); }
