// in: alpha beta gamma\n
// out: alpha\ngamma 5\n
struct Words<'a> {
    text: &'a str,
}

impl<'a> Words<'a> {
    fn first(&self) -> Option<&'a str> {
        self.text.split(' ').next()
    }
}

fn longer<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() >= b.len() { a } else { b }
}

fn main() {
    let mut text = String::new();
    std::io::stdin().read_line(&mut text).unwrap();
    let words = Words { text: text.trim_end() };
    println!("{}", words.first().unwrap());
    let found = words.text.rsplit(' ').fold("", |best, word| longer(best, word));
    println!("{} {}", found, found.len());
}
