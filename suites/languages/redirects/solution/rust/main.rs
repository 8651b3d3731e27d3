use std::collections::HashMap;
use std::fmt::Write;
use std::io::{self, Read};

const LONGEST: usize = 17;

fn follow(forwardings: &HashMap<&str, &str>, start: &str) -> String {
    let mut way = vec![start];
    loop {
        let page = way[way.len() - 1];
        match forwardings.get(page) {
            None => return format!("{} {}", page, way.len() - 1),
            Some(_) if way.len() > LONGEST => return "tired".to_string(),
            Some(next) if way.contains(next) => return "endless".to_string(),
            Some(next) => way.push(next),
        }
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut forwardings = HashMap::new();
    let mut output = String::new();
    for line in input.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["point", from, to] => {
                forwardings.insert(from, to);
            }
            ["lift", page] => {
                forwardings.remove(page);
            }
            ["visit", page] => writeln!(output, "{}", follow(&forwardings, page)).unwrap(),
            _ => {}
        }
    }
    print!("{output}");
}
