use std::io::Write;

fn main() {
    let mut out = std::io::stdout().lock();
    while out.write_all(&[b'x'; 1 << 16]).is_ok() {}
}
