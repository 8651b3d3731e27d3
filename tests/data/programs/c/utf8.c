//< grüße 世界 🙂
//> 10
//> grüße 世界 🙂
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
int main(void) {
    setlocale(LC_ALL, "");
    char s[100];
    fgets(s, sizeof s, stdin);
    s[strcspn(s, "\n")] = 0;
    wchar_t w[100];
    printf("%zu\n%s\n", mbstowcs(w, s, 100), s);
}
