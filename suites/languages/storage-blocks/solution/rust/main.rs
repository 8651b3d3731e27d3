use std::collections::HashMap;
use std::io::{self, Read, Write};

const BLOCK: u64 = 4096;

fn digits(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The owner and the size in thousandths of a byte.
fn parse(line: &str) -> Option<(&str, u64)> {
    let (owner, size) = line.trim_matches(' ').split_once(' ')?;
    if owner.len() > 20 || !owner.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let size = size.trim_matches(' ');
    let end = size.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(size.len());
    let factor: u64 = match size[end..].trim_start_matches(' ') {
        "" | "B" => 1,
        "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    let (whole, part) = size[..end].split_once('.').unwrap_or((&size[..end], "0"));
    if !digits(whole) || !digits(part) {
        return None;
    }
    let thousandths: u64 = format!("{whole}{part:0<3}").parse().ok()?;
    Some((owner, thousandths * factor))
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut owners: Vec<&str> = Vec::new();
    let mut charged: HashMap<&str, u64> = HashMap::new();
    let mut refused = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if line.bytes().all(|b| b == b' ') {
            continue;
        }
        match parse(line) {
            Some((owner, thousandths)) => {
                let bytes = thousandths.div_ceil(1000 * BLOCK) * BLOCK;
                *charged.entry(owner).or_insert_with(|| {
                    owners.push(owner);
                    0
                }) += bytes;
            }
            None => refused += &format!(" {}", index + 1),
        }
    }
    let mut out = io::stdout().lock();
    for owner in &owners {
        writeln!(out, "{owner} {}", charged[owner]).unwrap();
    }
    writeln!(out, "total {}", charged.values().sum::<u64>()).unwrap();
    if !refused.is_empty() {
        writeln!(out, "refused{refused}").unwrap();
    }
}
