//> -1.0 0.0
#include <complex.h>
#include <math.h>
#include <stdio.h>
int main(void) {
    double complex z = cexp(I * M_PI);
    printf("%.1f %.1f\n", creal(z), fabs(cimag(z)));
}
