use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Read};

const LEAST: i64 = 25;

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut branches: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let number: i64 = words[3].parse().unwrap();
        *branches.entry(words[1]).or_default().entry(words[2]).or_default() +=
            if words[0] == "sold" { number } else { -number };
    }
    let named = branches.len();
    let mut report = Vec::new();
    for (branch, mut balances) in branches {
        balances.retain(|_, balance| *balance > 0);
        let total: i64 = balances.values().sum();
        if total >= LEAST {
            report.push((Reverse(total), branch, balances));
        }
    }
    report.sort();
    for (Reverse(total), branch, balances) in &report {
        let (product, balance) = balances.iter().min_by_key(|(product, balance)| (Reverse(**balance), **product)).unwrap();
        println!("{branch} {total} of {} best {product} {balance}", balances.len());
    }
    println!("others {}", named - report.len());
}
