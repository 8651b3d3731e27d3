// in: hello\n
// out: a430d84680aabd0b\nNone 255 44 (44, true)\n
fn fnv1a(data: &[u8]) -> u64 {
    let mut hash: u64 = 0xcbf29ce484222325;
    for &byte in data {
        hash ^= byte as u64;
        hash = hash.wrapping_mul(0x100000001b3);
    }
    hash
}

fn main() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    println!("{:x}", fnv1a(line.trim().as_bytes()));
    let x: u8 = 200;
    println!("{:?} {} {} {:?}", x.checked_add(100), x.saturating_add(100), x.wrapping_add(100), x.overflowing_add(100));
}
