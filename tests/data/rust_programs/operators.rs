// in: 
// out: Fraction { top: 5, bottom: 6 }\n5/6\ntrue\nLess\n
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Fraction {
    top: i64,
    bottom: i64,
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

impl Fraction {
    const fn raw(top: i64, bottom: i64) -> Self {
        Self { top, bottom }
    }
    fn new(top: i64, bottom: i64) -> Self {
        let by = gcd(top, bottom);
        Self::raw(top / by, bottom / by)
    }
}

impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)
    }
}
impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.top * other.top, self.bottom * other.bottom)
    }
}
impl Neg for Fraction {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(-self.top, self.bottom)
    }
}
impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.top * other.bottom).partial_cmp(&(other.top * self.bottom))
    }
}
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.top, self.bottom)
    }
}

fn main() {
    let sum = Fraction::new(1, 2) + Fraction::new(1, 3);
    println!("{sum:?}\n{sum}");
    println!("{}", -sum * Fraction::new(1, 1) == Fraction::new(-5, 6));
    println!("{:?}", Fraction::new(1, 2).partial_cmp(&sum).unwrap());
}
