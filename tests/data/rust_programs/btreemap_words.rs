// in: the cat the dog a cat the\n
// out: a: 1\ncat: 2\ndog: 1\nthe: 3\n
use std::collections::BTreeMap;

fn main() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    for (word, count) in &counts {
        println!("{word}: {count}");
    }
}
