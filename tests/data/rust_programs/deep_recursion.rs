// in: 
// out: 5000050000\n
fn sum(n: u64) -> u64 {
    if n == 0 { 0 } else { std::hint::black_box(n) + sum(n - 1) }
}

fn main() {
    println!("{}", sum(100_000));
}
