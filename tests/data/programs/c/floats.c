//< 2
//> 1.414 1.41421 1.414214e+00 inf nan 3 2.50
#include <math.h>
#include <stdio.h>
int main(void) {
    double x;
    scanf("%lf", &x);
    printf("%.3f %g %e %f %f %.0f %.2f\n", sqrt(x), sqrt(x), sqrt(x), INFINITY, fabs(NAN), round(2.5), fmax(2.5, x));
}
