use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Read};

const MOST: usize = 60;

type Row<'a> = HashMap<&'a str, &'a str>;

struct Table<'a> {
    columns: Vec<&'a str>,
    rows: Vec<(String, Row<'a>)>,
}

impl<'a> Table<'a> {
    fn read(lines: &[&'a str], keys: &[&str]) -> Self {
        let columns: Vec<&str> = lines[0].split(',').collect();
        let rows = lines[1..]
            .iter()
            .map(|line| {
                let row: Row = columns.iter().copied().zip(line.split(',')).collect();
                let key: Vec<&str> = keys.iter().map(|key| row[key]).collect();
                (key.join("/"), row)
            })
            .collect();
        Table { columns, rows }
    }

    fn repeated(&self) -> HashSet<String> {
        let mut seen = HashSet::new();
        self.rows.iter().filter(|(key, _)| !seen.insert(key)).map(|(key, _)| key.clone()).collect()
    }

    fn only<'b>(&'b self, other: &'b Table) -> impl Iterator<Item = &'b &'a str> {
        self.columns.iter().filter(|column| !other.columns.contains(column))
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value, or the shortest way to write it if it is a number.
fn canonical(value: &str) -> String {
    let bare = value.strip_prefix('-').unwrap_or(value);
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return value.to_string();
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let sign = if bare == value || whole.is_empty() && fraction.is_empty() { "" } else { "-" };
    let or_zero = |digits: &str| if digits.is_empty() { "0".to_string() } else { digits.to_string() };
    format!("{sign}{}.{}", or_zero(whole), or_zero(fraction))
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let keys: Vec<&str> = lines[0].split(',').collect();
    let border = lines.iter().position(|&line| line == "---").unwrap();
    let mut old = Table::read(&lines[1..border], &keys);
    let mut later = Table::read(&lines[border + 1..], &keys);
    let compared: Vec<&str> =
        old.columns.iter().copied().filter(|column| later.columns.contains(column) && !keys.contains(column)).collect();

    let mut out: Vec<String> = Vec::new();
    out.extend(old.only(&later).map(|column| format!("old only {column}")));
    out.extend(later.only(&old).map(|column| format!("later only {column}")));

    let repeated: HashSet<String> = old.repeated().union(&later.repeated()).cloned().collect();
    let mut seen = HashSet::new();
    for (key, _) in old.rows.iter().chain(&later.rows) {
        if repeated.contains(key) && seen.insert(key.clone()) {
            out.push(format!("double {key}"));
        }
    }
    old.rows.retain(|(key, _)| !repeated.contains(key));
    later.rows.retain(|(key, _)| !repeated.contains(key));
    let old_keys: HashSet<&String> = old.rows.iter().map(|(key, _)| key).collect();
    let by_key: HashMap<&String, &Row> = later.rows.iter().map(|(key, row)| (key, row)).collect();

    let mut alike: HashMap<Vec<String>, (Vec<&String>, Vec<&String>)> = HashMap::new();
    let values = |row: &Row| compared.iter().map(|column| canonical(row[column])).collect::<Vec<_>>();
    if !compared.is_empty() {
        for (key, row) in old.rows.iter().filter(|(key, _)| !by_key.contains_key(key)) {
            alike.entry(values(row)).or_default().0.push(key);
        }
        for (key, row) in later.rows.iter().filter(|(key, _)| !old_keys.contains(key)) {
            alike.entry(values(row)).or_default().1.push(key);
        }
    }
    let pairs: HashMap<&String, &String> =
        alike.values().filter(|(a, b)| a.len() == 1 && b.len() == 1).map(|(a, b)| (a[0], b[0])).collect();
    let partners: HashSet<&String> = pairs.values().copied().collect();

    let (mut same, mut edits, mut lost) = (0, 0, 0);
    let mut differing: BTreeMap<usize, usize> = BTreeMap::new();
    let mut notes: Vec<String> = Vec::new();
    for (key, row) in &old.rows {
        if let Some(partner) = pairs.get(key) {
            notes.push(format!("moved {key} {partner}"));
            continue;
        }
        let Some(other) = by_key.get(key) else {
            notes.push(format!("gone {key}"));
            lost += 1;
            continue;
        };
        let mut changes = String::new();
        for (at, column) in compared.iter().enumerate() {
            if canonical(row[column]) != canonical(other[column]) {
                *differing.entry(at).or_default() += 1;
                changes += &format!(" {column}:{}>{}", row[column], other[column]);
            }
        }
        if changes.is_empty() {
            same += 1;
        } else {
            edits += 1;
            notes.push(format!("changed {key}{changes}"));
        }
    }
    let fresh: Vec<String> = later
        .rows
        .iter()
        .map(|(key, _)| key)
        .filter(|key| !old_keys.contains(key) && !partners.contains(key))
        .map(|key| format!("new {key}"))
        .collect();
    let arrived = fresh.len();
    notes.extend(fresh);

    let total = notes.len();
    out.extend(notes.into_iter().take(MOST));
    if total > MOST {
        out.push(format!("more {}", total - MOST));
    }
    let mut columns: Vec<(usize, usize)> = differing.into_iter().collect();
    columns.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    out.extend(columns.iter().map(|(at, count)| format!("column {} {count}", compared[*at])));
    out.push(format!(
        "same {same} changed {edits} moved {} gone {lost} new {arrived} double {}",
        pairs.len(),
        repeated.len()
    ));
    println!("{}", out.join("\n"));
}
