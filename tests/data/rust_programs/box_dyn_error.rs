// in: 12\nx\n-3\n
// out: 12\nerror: invalid digit found in string\nerror: negative: -3\n
use std::error::Error;
use std::fmt;

#[derive(Debug)]
struct Negative(i64);

impl fmt::Display for Negative {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "negative: {}", self.0)
    }
}

impl Error for Negative {}

fn parse(text: &str) -> Result<i64, Box<dyn Error>> {
    let number: i64 = text.parse()?;
    if number < 0 {
        return Err(Box::new(Negative(number)));
    }
    Ok(number)
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    for line in std::io::stdin().lines() {
        match parse(line?.trim()) {
            Ok(number) => println!("{number}"),
            Err(error) => println!("error: {error}"),
        }
    }
    Ok(())
}
