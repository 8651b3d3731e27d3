// in: 30\n
// out: 265252859812191058636308480000000\n340282366920938463463374607431768211455\n-170141183460469231731687303715884105728\n
fn main() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let n: u128 = line.trim().parse().unwrap();
    println!("{}", (1..=n).product::<u128>());
    println!("{}", u128::MAX);
    println!("{}", i128::MIN);
}
