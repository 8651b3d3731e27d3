//> 11 22 33 44
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <stdio.h>
int main(void) {
    int out[4];
#if defined(__x86_64__)
    __m128i a = _mm_setr_epi32(1, 2, 3, 4), b = _mm_set1_epi32(11);
    _mm_storeu_si128((__m128i *)out, _mm_mullo_epi32(a, b));
#else
    for (int i = 0; i < 4; i++) out[i] = 11 * (i + 1);
#endif
    printf("%d %d %d %d\n", out[0], out[1], out[2], out[3]);
}
