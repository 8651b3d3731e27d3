#ifndef RING_H
#define RING_H
#include <stdbool.h>
#include <stddef.h>

typedef struct ring ring;

ring *ring_new(void);
bool ring_push(ring *r, const char *text);
char *ring_pop(ring *r);
size_t ring_size(const ring *r);
void ring_free(ring *r);

#endif
