// in: apple avocado bean blueberry\n
// out: a ["apple", "avocado"]\nb ["bean", "blueberry"]\n
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

fn main() {
    let mut groups: HashMap<char, Vec<String>> = HashMap::new();
    let mut seen = HashSet::new();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        for word in line.split(' ') {
            if seen.insert(word.to_owned()) {
                groups.entry(word.chars().next().unwrap()).or_default().push(word.to_string());
            }
        }
    }
    let mut keys: Vec<_> = groups.keys().copied().collect();
    keys.sort();
    for key in keys {
        println!("{} {:?}", key, groups[&key]);
    }
}
