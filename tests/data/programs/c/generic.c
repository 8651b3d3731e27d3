//> int double string other
#include <stdio.h>
#define NAME(x) _Generic((x), int: "int", double: "double", char *: "string", default: "other")
_Static_assert(sizeof(int) == 4, "32 bits");
int main(void) { printf("%s %s %s %s\n", NAME(1), NAME(1.0), NAME("x"), NAME(1u)); }
