use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::io::{self, Read};

const MOST_SHARING: usize = 5;
const LEAST_DIGITS: usize = 3;
const KINDS: [&str; 2] = ["mail", "phone"];

struct Record<'a> {
    id: &'a str,
    time: u64,
    fields: HashMap<&'a str, &'a str>,
    /// The keys of both kinds.
    keys: [Option<String>; 2],
}

fn mail_key(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let (person, host) = text.split_once('@')?;
    Some(format!("{}@{host}", person.split('+').next()?))
}

fn phone_key(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= LEAST_DIGITS).then(|| digits[digits.len().saturating_sub(9)..].to_string())
}

impl<'a> Record<'a> {
    fn parse(words: &[&'a str]) -> Self {
        let fields: HashMap<_, _> = words[3..].iter().filter_map(|word| word.split_once('=')).collect();
        let keys = [
            fields.get("mail").and_then(|text| mail_key(text)),
            fields.get("phone").and_then(|text| phone_key(text)),
        ];
        Record { id: words[1], time: words[2].parse().unwrap(), fields, keys }
    }
}

/// Which records are in which contact, and the links that made it so.
struct Contacts {
    contact_of: Vec<usize>,
    members: Vec<Vec<usize>>,
    ways: Vec<Vec<(&'static str, usize)>>,
    refused: usize,
}

impl Contacts {
    fn new(count: usize) -> Self {
        Contacts {
            contact_of: (0..count).collect(),
            members: (0..count).map(|record| vec![record]).collect(),
            ways: vec![Vec::new(); count],
            refused: 0,
        }
    }

    fn link(&mut self, kind: &'static str, a: usize, b: usize, apart: &[HashSet<usize>]) {
        let (left, right) = (self.contact_of[a], self.contact_of[b]);
        if left == right {
            return;
        }
        let must_not = |record: &usize| apart[*record].iter().any(|other| self.contact_of[*other] == right);
        if self.members[left].iter().any(must_not) {
            self.refused += 1;
            return;
        }
        let (kept, lost) = (left.min(right), left.max(right));
        let moved = std::mem::take(&mut self.members[lost]);
        for &record in &moved {
            self.contact_of[record] = kept;
        }
        self.members[kept].extend(moved);
        self.ways[a].push((kind, b));
        self.ways[b].push((kind, a));
    }

    fn way(&self, start: usize, goal: usize, records: &[Record]) -> Option<String> {
        let mut ahead = vec![(start, start, records[start].id.to_string())];
        while let Some((at, source, text)) = ahead.pop() {
            if at == goal {
                return Some(text);
            }
            for &(kind, other) in self.ways[at].iter().filter(|(_, other)| *other != source) {
                ahead.push((other, at, format!("{text} {kind} {}", records[other].id)));
            }
        }
        None
    }
}

fn described(members: &[usize], records: &[Record]) -> String {
    let mut newest = members.to_vec();
    newest.sort_by_key(|&at| Reverse((records[at].time, at)));
    let values = |field| newest.iter().filter_map(move |&at| records[at].fields.get(field).copied());
    let mut text = members.len().to_string();
    let names: Vec<&str> = values("name").collect();
    let votes = |name: &str| names.iter().filter(|other| **other == name).count();
    if let Some(name) = names.iter().rev().max_by_key(|name| votes(name)) {
        write!(text, " name={name}").unwrap();
    }
    if let Some(city) = values("city").next() {
        write!(text, " city={city}").unwrap();
    }
    for (place, kind) in KINDS.iter().enumerate() {
        let keys: BTreeSet<&str> = members.iter().filter_map(|&at| records[at].keys[place].as_deref()).collect();
        if !keys.is_empty() {
            write!(text, " {kind}s={}", keys.into_iter().collect::<Vec<_>>().join(",")).unwrap();
        }
    }
    text
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(' ').collect()).collect();
    let of_kind = |kind: &'static str| lines.iter().filter(move |words| words[0] == kind);
    let records: Vec<Record> = of_kind("record").map(|words| Record::parse(words)).collect();
    let places: HashMap<&str, usize> = records.iter().enumerate().map(|(at, record)| (record.id, at)).collect();
    let mut apart = vec![HashSet::new(); records.len()];
    for words in of_kind("apart") {
        let (a, b) = (places[words[1]], places[words[2]]);
        apart[a].insert(b);
        apart[b].insert(a);
    }

    let mut contacts = Contacts::new(records.len());
    let mut shared = 0;
    for (place, kind) in KINDS.into_iter().enumerate() {
        let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, record) in records.iter().enumerate() {
            if let Some(key) = &record.keys[place] {
                groups.entry(key).or_default().push(at);
            }
        }
        shared += groups.values().filter(|group| group.len() > MOST_SHARING).count();
        let mut links: Vec<(usize, usize)> = groups
            .values()
            .filter(|group| group.len() <= MOST_SHARING)
            .flat_map(|group| group.windows(2).map(|pair| (pair[1], pair[0])))
            .collect();
        links.sort();
        for (later, earlier) in links {
            contacts.link(kind, earlier, later, &apart);
        }
    }

    let mut out = String::new();
    let mut count = 0;
    for members in contacts.members.iter().filter(|members| !members.is_empty()) {
        let first = members.iter().min().unwrap();
        writeln!(out, "{} {}", records[*first].id, described(members, &records)).unwrap();
        count += 1;
    }
    for words in of_kind("why") {
        let way = contacts.way(places[words[1]], places[words[2]], &records);
        writeln!(out, "{}", way.as_deref().unwrap_or("none")).unwrap();
    }
    print!("{out}contacts {count} refused {} shared {shared}\n", contacts.refused);
}
