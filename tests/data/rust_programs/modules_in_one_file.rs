// in: 
// out: 5 6\nouter::inner::deep\n
mod geometry {
    pub mod area {
        pub fn rectangle(a: u32, b: u32) -> u32 {
            a * b
        }
    }
    pub fn half(a: u32) -> u32 {
        super::sum(a, 0) / 2
    }
}

mod outer {
    pub(crate) mod inner {
        pub fn deep() -> &'static str {
            "outer::inner::deep"
        }
    }
    pub use self::inner::deep;
}

use geometry::{area, half};

fn sum(a: u32, b: u32) -> u32 {
    a + b
}

fn main() {
    println!("{} {}", half(10), area::rectangle(2, 3));
    println!("{}", outer::deep());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        assert_eq!(sum(1, 2), 3);
    }
}
