use std::io::{self, Read, Write};

const USUAL_PORT: u32 = 8443;

fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut result = String::new();
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'%' => {
                let digits = text.get(i + 1..i + 3).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
                let code = u8::from_str_radix(digits, 16).ok().filter(|code| (0x20..0x7f).contains(code))?;
                result.push(code as char);
                i += 2;
            }
            b'+' => result.push(' '),
            other => result.push(other as char),
        }
        i += 1;
    }
    Some(result)
}

fn encode(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~' => c.to_string(),
            ' ' => "+".to_string(),
            _ => format!("%{:02X}", c as u32),
        })
        .collect()
}

fn clean(line: &str) -> Option<String> {
    let line = line.split('#').next()?;
    let (front, query) = line.split_once('?').unwrap_or((line, ""));
    let (place, path) = front.split_at(front.find('/').unwrap_or(front.len()));
    let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
    if host.is_empty() || !host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.') {
        return None;
    }
    let mut result = host.to_ascii_lowercase();
    if let Some(port) = port {
        if !(1..=5).contains(&port.len()) || !port.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if port.parse() != Ok(USUAL_PORT) {
            result = format!("{result}:{port}");
        }
    }
    result += if path.is_empty() { "/" } else { path };
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let pair = (decode(name)?, decode(value)?);
        if pair.0 != "trace" && !pair.0.starts_with("trace.") && !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    for (i, (name, value)) in pairs.iter().enumerate() {
        let mark = if i == 0 { '?' } else { '&' };
        result += &format!("{mark}{}={}", encode(name), encode(value));
    }
    Some(result)
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in text.lines() {
        writeln!(out, "{}", clean(line).as_deref().unwrap_or("broken")).unwrap();
    }
}
