// in: @numbers
// out: 200000 20000100000\n
use std::io::{self, BufRead, BufWriter, Write};

fn main() {
    let stdin = io::stdin();
    let mut input = stdin.lock();
    let (mut count, mut sum) = (0u64, 0u64);
    let mut line = String::new();
    while input.read_line(&mut line).unwrap() > 0 {
        sum += line.trim_end().parse::<u64>().unwrap();
        count += 1;
        line.clear();
    }
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "{} {}", count, sum).unwrap();
}
