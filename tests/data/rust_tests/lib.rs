#[derive(Debug, PartialEq, Clone)]
pub struct P(pub i32);

impl PartialEq<i32> for P {
    fn eq(&self, other: &i32) -> bool {
        self.0 == *other
    }
}

impl std::fmt::Display for P {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "p{}", self.0)
    }
}

#[derive(Debug, PartialEq)]
pub enum PErr {
    Negative,
}

pub type Result<T> = std::result::Result<T, PErr>;

pub fn p_result(n: i32) -> Result<P> {
    if n < 0 { Err(PErr::Negative) } else { Ok(P(n)) }
}

pub fn p_panic() {
    panic!("my own words")
}
