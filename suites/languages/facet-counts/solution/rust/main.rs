use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::io::{self, Read};

const MOST_VALUES: usize = 6;
const PAGE: usize = 4;

struct Item<'a> {
    price: u32,
    pairs: Vec<(&'a str, &'a str)>,
}

struct Question<'a> {
    chosen: HashMap<&'a str, Vec<&'a str>>,
    highest: u32,
    page: usize,
}

fn pair(text: &str) -> (&str, &str) {
    text.split_once('=').unwrap()
}

impl<'a> Question<'a> {
    fn parse(parts: &[&'a str]) -> Self {
        let mut question = Question { chosen: HashMap::new(), highest: u32::MAX, page: 1 };
        for part in parts {
            match pair(part) {
                ("upto", price) => question.highest = price.parse().unwrap(),
                ("page", number) => question.page = number.parse().unwrap(),
                (facet, values) => {
                    question.chosen.insert(facet, values.split(',').collect());
                }
            }
        }
        question
    }

    /// Whether an item fits all parts but the one about a facet.
    fn fits(&self, item: &Item, except: &str) -> bool {
        item.price <= self.highest
            && self.chosen.iter().all(|(facet, values)| {
                *facet == except || item.pairs.iter().any(|(name, value)| name == facet && values.contains(value))
            })
    }
}

fn facet_line(facet: &str, question: &Question, items: &BTreeMap<&str, Item>) -> Option<String> {
    let chosen = question.chosen.get(facet).map_or(&[][..], Vec::as_slice);
    let mut counts: HashMap<&str, usize> = chosen.iter().map(|value| (*value, 0)).collect();
    for item in items.values().filter(|item| question.fits(item, facet)) {
        for (_, value) in item.pairs.iter().filter(|(name, _)| *name == facet) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut listed: Vec<_> = counts.into_iter().collect();
    listed.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut line = facet.to_string();
    let mut hidden = 0;
    for (at, (value, count)) in listed.iter().enumerate() {
        let is_chosen = chosen.contains(value);
        if at < MOST_VALUES || is_chosen {
            write!(line, " {value}{}:{count}", if is_chosen { "*" } else { "" }).unwrap();
        } else {
            hidden += 1;
        }
    }
    if hidden > 0 {
        write!(line, " +{hidden}").unwrap();
    }
    (!listed.is_empty()).then_some(line)
}

fn answer(question: &Question, items: &BTreeMap<&str, Item>) -> String {
    let mut fitting: Vec<_> = items.iter().filter(|(_, item)| question.fits(item, "")).collect();
    fitting.sort_by_key(|(_, item)| item.price);
    let mut out = format!("found {}\n", fitting.len());

    let mut facets: BTreeSet<&str> = question.chosen.keys().copied().collect();
    facets.extend(items.values().flat_map(|item| item.pairs.iter().map(|(facet, _)| *facet)));
    for line in facets.iter().filter_map(|facet| facet_line(facet, question, items)) {
        out += &line;
        out.push('\n');
    }

    let pages = fitting.len().div_ceil(PAGE);
    let page = question.page.min(pages);
    write!(out, "page {page} of {pages}").unwrap();
    for (id, _) in fitting.iter().skip(page.saturating_sub(1) * PAGE).take(PAGE) {
        write!(out, " {id}").unwrap();
    }
    out + "\n"
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut items: BTreeMap<&str, Item> = BTreeMap::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words[0] {
            "item" => {
                let pairs = words[3..].iter().map(|word| pair(word)).collect();
                items.insert(words[1], Item { price: words[2].parse().unwrap(), pairs });
            }
            "gone" => {
                items.remove(words[1]);
            }
            _ => print!("{}", answer(&Question::parse(&words[1..]), &items)),
        }
    }
}
