// in: a b\n\nc ü 字\n
// out: 1: 3\n2: 0\n3: 5\n
use std::io::{self, BufRead};

fn main() {
    let stdin = io::stdin();
    for (number, line) in stdin.lock().lines().enumerate() {
        println!("{}: {}", number + 1, line.unwrap().chars().count());
    }
}
