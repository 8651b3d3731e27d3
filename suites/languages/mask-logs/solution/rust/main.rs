use std::io::{self, BufRead, Write};

const LEAST: usize = 13;
const MOST: usize = 19;
const CLEAR: usize = 4;

/// A mask, and how many characters it stands for.
type Mask = Option<(String, usize)>;

fn span(line: &str, allowed: impl Fn(char) -> bool) -> usize {
    line.find(|c| !allowed(c)).unwrap_or(line.len())
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._+-".contains(c)
}

fn secret(rest: &str, before: Option<char>) -> Mask {
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    let lower = rest.to_ascii_lowercase();
    let start = ["password=", "token=", "pin="].into_iter().find(|word| lower.starts_with(word))?.len();
    let value = &rest[start..];
    let size = match value.strip_prefix('"') {
        Some(quoted) => quoted.find('"').map_or(value.len(), |end| end + 2),
        None => span(value, |c| !" &;,".contains(c)),
    };
    (size > 0).then(|| (format!("{}[hidden]", &rest[..start]), start + size))
}

fn mail(rest: &str, before: Option<char>) -> Mask {
    if before.is_some_and(is_local) {
        return None;
    }
    let at = span(rest, is_local);
    let domain = rest[at..].strip_prefix('@').filter(|_| at > 0)?;
    let (mut end, mut groups) = (0, 0);
    loop {
        let begin = if groups == 0 { 0 } else { end + 1 };
        let size = span(&domain[begin..], |c| c.is_ascii_alphanumeric() || c == '-');
        if size == 0 {
            break;
        }
        end = begin + size;
        groups += 1;
        if !domain[end..].starts_with('.') {
            break;
        }
    }
    let end = at + 1 + end;
    (groups > 1).then(|| (format!("{}..{}", &rest[..1], &rest[at..end]), end))
}

fn number(rest: &str, before: Option<char>) -> Mask {
    let bytes = rest.as_bytes();
    if !bytes[0].is_ascii_digit() || before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = 1;
    while digit(end) || (matches!(bytes.get(end), Some(b' ' | b'-')) && digit(end + 1)) {
        end += 1;
    }
    let mut digits = (0..end).filter(|&i| digit(i)).count();
    if !(LEAST..=MOST).contains(&digits) || bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut hide = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        digits -= 1;
        if digits >= CLEAR { '#' } else { c }
    };
    Some((rest[..end].chars().map(&mut hide).collect(), end))
}

fn main() {
    let rules = [secret, mail, number];
    let mut counts = [0; 3];
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let mut at = 0;
        while at < line.len() {
            let before = line[..at].chars().next_back();
            let hit = rules.iter().enumerate().find_map(|(i, rule)| Some((i, rule(&line[at..], before)?)));
            let (text, size) = match hit {
                Some((i, mask)) => {
                    counts[i] += 1;
                    mask
                }
                None => (line[at..=at].to_string(), 1),
            };
            write!(out, "{text}").unwrap();
            at += size;
        }
        writeln!(out).unwrap();
    }
    writeln!(out, "masked {} {} {}", counts[0], counts[1], counts[2]).unwrap();
}
