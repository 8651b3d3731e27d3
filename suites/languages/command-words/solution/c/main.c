#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 13, LONGEST = 256 };

static int printed;

/* What a line gives is kept until it is known that the line is right. */
static char out[LONGEST * 32];
static int out_size;

static char words[LONGEST * 4];
static int words_size, word_count, good;
static bool in_word;

static void put(char c) { words[words_size++] = c; }

static void begin_word(void) {
    if (in_word) return;
    in_word = true;
    put(' ');
    put('[');
}

static void end_word(void) {
    if (!in_word) return;
    in_word = false;
    put(']');
    word_count++;
}

static void end_command(int number) {
    end_word();
    if (word_count > MOST)
        out_size += sprintf(out + out_size, "%d crowded %d\n", number, word_count);
    else if (word_count > 0) {
        out_size += sprintf(out + out_size, "%d%.*s\n", number, words_size, words);
        good++;
    }
    words_size = word_count = 0;
}

/* Returns 0, or the position of what is not finished. */
static int read_line(const char *line, int number) {
    const char *at = line;
    out_size = words_size = word_count = good = 0;
    in_word = false;
    while (*at) {
        const char *begin = at;
        if (*at == ' ') {
            end_word();
        } else if (*at == ';') {
            end_command(number);
        } else if (*at == '#' && !in_word) {
            break;
        } else {
            begin_word();
            if (*at == '\'') {
                while (*++at && *at != '\'') put(*at);
            } else if (*at == '"') {
                while (*++at && *at != '"') {
                    if (*at == '\\' && (at[1] == '"' || at[1] == '\\')) at++;
                    put(*at);
                }
            } else if (*at == '\\') {
                if (*++at) put(*at);
            } else {
                put(*at);
            }
            if (!*at) return begin - line + 1;
        }
        at++;
    }
    end_command(number);
    return 0;
}

int main(void) {
    char line[LONGEST];
    for (int number = 1; fgets(line, sizeof line, stdin); number++) {
        line[strcspn(line, "\n")] = 0;
        int wrong = read_line(line, number);
        if (wrong) {
            printf("%d unfinished %d\n", number, wrong);
        } else {
            fwrite(out, 1, out_size, stdout);
            printed += good;
        }
    }
    printf("commands %d\n", printed);
    return 0;
}
