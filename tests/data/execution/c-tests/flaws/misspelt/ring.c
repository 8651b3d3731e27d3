#include "ring.h"
#include <stdlib.h>
#include <string.h>

#define ROOM 4

struct ring {
    char *texts[ROOM];
    size_t frist;
    size_t size;
};

ring *ring_new(void) {
    return calloc(1, sizeof(ring));
}

bool ring_push(ring *r, const char *text) {
    if (r->size == ROOM) return false;
    r->texts[(r->first + r->size) % ROOM] = strdup(text);
    r->size++;
    return true;
}

char *ring_pop(ring *r) {
    if (r->size == 0) return NULL;
    char *text = r->texts[r->first];
    r->first = (r->first + 1) % ROOM;
    r->size--;
    return text;
}

size_t ring_size(const ring *r) {
    return r->size;
}

void ring_free(ring *r) {
    char *text;
    while (r && (text = ring_pop(r))) free(text);
    free(r);
}
