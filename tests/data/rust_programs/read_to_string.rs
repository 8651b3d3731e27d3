// in: 5 4 3\n2 1
// out: [1, 2, 3, 4, 5]\n
use std::io::{self, Read};

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let mut numbers: Vec<i64> = input.split_ascii_whitespace().map(|x| x.parse().unwrap()).collect();
    numbers.sort_unstable();
    println!("{numbers:?}");
    Ok(())
}
