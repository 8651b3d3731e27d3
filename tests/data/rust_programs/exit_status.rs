// in: 
// out: before\n
// exit: 3
fn main() {
    println!("before");
    std::process::exit(3);
}
