// in: 3\n10\n20\n30\n
// out: 60\n
use std::io;

fn main() {
    let mut first = String::new();
    io::stdin().read_line(&mut first).expect("failed to read line");
    let n: usize = first.trim().parse().expect("not a number");
    let mut total = 0;
    for _ in 0..n {
        let mut line = String::new();
        io::stdin().read_line(&mut line).unwrap();
        total += line.trim().parse::<i32>().unwrap();
    }
    println!("{}", total);
}
