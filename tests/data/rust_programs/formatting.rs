// in: 
// out: [   42] [42   ] [00042] [+42]\n0x2a 0b101010 52\n3.142 1.5e3\n|--mid--|\n"tab\\t"\nPoint { x: 1, y: 2 }\n{\n
fn main() {
    let n = 42;
    println!("[{n:5}] [{n:<5}] [{n:05}] [{n:+}]");
    println!("{:#x} {:#b} {:o}", n, n, n);
    println!("{:.*} {:e}", 3, std::f64::consts::PI, 1500.0);
    println!("|{:-^7}|", "mid");
    println!("{:?}", "tab\t");
    #[derive(Debug)]
    struct Point {
        x: i32,
        y: i32,
    }
    println!("{:?}", Point { x: 1, y: 2 });
    println!("{{");
}
