#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 23, GAP = 2, MOST_NAMES = 400 };

static char names[MOST_NAMES][64];
static int count;

static bool is_number(const char *name) { return name[strspn(name, "0123456789")] == '\0'; }

static int column_width(int first, int rows) {
    int width = 0;
    for (int i = first; i < first + rows && i < count; i++) {
        int size = (int)strlen(names[i]);
        if (size > width) width = size;
    }
    return width;
}

static int total_width(int rows) {
    int width = -GAP;
    for (int first = 0; first < count; first += rows) width += GAP + column_width(first, rows);
    return width;
}

static void print_list(int screen) {
    if (count == 0) return;
    int rows = 1;
    while (total_width(rows) > screen) rows++;
    for (int row = 0; row < rows; row++) {
        int begin = 0, at = 0;
        for (int i = row; i < count; i += rows) {
            int width = column_width(i - row, rows), size = (int)strlen(names[i]);
            int place = begin + (is_number(names[i]) ? width - size : 0);
            printf("%*s%s", place - at, "", names[i]);
            at = place + size;
            begin += width + GAP;
        }
        putchar('\n');
    }
}

int main(void) {
    char line[128];
    if (!fgets(line, sizeof line, stdin)) return 1;
    int screen = atoi(line), longest = screen < LONGEST ? screen : LONGEST;
    bool first = true;
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        char *text = strchr(line, ' ') + 1;
        if (strncmp(line, "heading ", (size_t)(text - line)) == 0) {
            print_list(screen);
            printf("%s%s\n", first ? "" : "\n", text);
            first = false;
            count = 0;
            continue;
        }
        if ((int)strlen(text) > longest) strcpy(text + longest - 1, "~");
        strcpy(names[count++], text);
    }
    print_list(screen);
    return 0;
}
