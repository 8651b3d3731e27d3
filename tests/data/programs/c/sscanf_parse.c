//< key = 12.5, name="x y"
//> key 12.50 x y
#include <stdio.h>
int main(void) {
    char line[100], key[20], name[20];
    double v;
    fgets(line, sizeof line, stdin);
    if (sscanf(line, "%19s = %lf, name=\"%19[^\"]\"", key, &v, name) == 3) printf("%s %.2f %s\n", key, v, name);
}
