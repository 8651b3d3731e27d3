// in: 
// out: [[19, 22], [43, 50]]\n3 m\n
use std::marker::PhantomData;
use std::ops::Mul;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Matrix<const R: usize, const C: usize>([[i32; C]; R]);

impl<const R: usize, const N: usize, const C: usize> Mul<Matrix<N, C>> for Matrix<R, N> {
    type Output = Matrix<R, C>;
    fn mul(self, other: Matrix<N, C>) -> Matrix<R, C> {
        let mut out = [[0; C]; R];
        for r in 0..R {
            for c in 0..C {
                out[r][c] = (0..N).map(|n| self.0[r][n] * other.0[n][c]).sum();
            }
        }
        Matrix(out)
    }
}

struct Metres;
struct Length<U> {
    value: u32,
    unit: PhantomData<U>,
}

impl Length<Metres> {
    fn show(&self) -> String {
        format!("{} m", self.value)
    }
}

fn main() {
    println!("{:?}", (Matrix([[1, 2], [3, 4]]) * Matrix([[5, 6], [7, 8]])).0);
    println!("{}", Length::<Metres> { value: 3, unit: PhantomData }.show());
}
