use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::io::{self, Read, Write};

const LEAST: u64 = 40;
/// A site that is joined to all plants by cables that cannot fail and have no name.
const ROOT: usize = 0;

#[derive(Default)]
struct Net<'a> {
    places: HashMap<&'a str, usize>,
    names: Vec<&'a str>,
    houses: Vec<u64>,
    cables: Vec<(&'a str, usize, usize)>,
}

impl<'a> Net<'a> {
    fn site(&mut self, name: &'a str) -> usize {
        if let Some(&place) = self.places.get(name) {
            return place;
        }
        self.places.insert(name, self.names.len());
        self.names.push(name);
        self.houses.push(0);
        self.names.len() - 1
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut net = Net::default();
    let mut broken = HashSet::new();
    net.site("");
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["plant", site] => {
                let place = net.site(site);
                net.cables.push(("", ROOT, place));
            }
            ["cable", name, a, b] => {
                let ends = (net.site(a), net.site(b));
                net.cables.push((name, ends.0, ends.1));
            }
            ["houses", site, number] => {
                let place = net.site(site);
                net.houses[place] += number.parse::<u64>().unwrap();
            }
            [_, name] => {
                broken.insert(name);
            }
            _ => {}
        }
    }
    let count = net.names.len();
    let mut links = vec![Vec::new(); count];
    for (at, &(name, a, b)) in net.cables.iter().enumerate() {
        if !broken.contains(name) {
            links[a].push((at, b));
            links[b].push((at, a));
        }
    }

    // A search in depth: the order of the sites, and by which cable and from where each was reached.
    let mut order = Vec::new();
    let mut number = vec![usize::MAX; count];
    let mut reached = vec![(usize::MAX, ROOT); count];
    let mut stack = vec![(ROOT, usize::MAX, ROOT)];
    while let Some((site, cable, parent)) = stack.pop() {
        if number[site] != usize::MAX {
            continue;
        }
        number[site] = order.len();
        order.push(site);
        reached[site] = (cable, parent);
        stack.extend(links[site].iter().map(|&(cable, other)| (other, cable, site)));
    }

    let mut lowest = number.clone();
    let mut below = net.houses.clone();
    let mut loss = net.houses.clone();
    let mut rows = Vec::new();
    for &site in order[1..].iter().rev() {
        let (cable, parent) = reached[site];
        for &(other_cable, other) in &links[site] {
            if other_cable != cable {
                lowest[site] = lowest[site].min(number[other]);
            }
        }
        lowest[parent] = lowest[parent].min(lowest[site]);
        below[parent] += below[site];
        if lowest[site] >= number[parent] {
            loss[parent] += below[site];
        }
        if lowest[site] > number[parent] && parent != ROOT {
            rows.push((Reverse(below[site]), "cable", net.cables[cable].0));
        }
        rows.push((Reverse(loss[site]), "site", net.names[site]));
    }
    let mut hanging = vec![false; count];
    let mut safe = 0;
    for &site in &order[1..] {
        let parent = reached[site].1;
        hanging[site] = hanging[parent] || (parent != ROOT && lowest[site] >= number[parent]);
        if !hanging[site] {
            safe += net.houses[site];
        }
    }

    let mut out = io::stdout().lock();
    writeln!(out, "dark {}", net.houses.iter().sum::<u64>() - below[ROOT]).unwrap();
    rows.sort();
    for (Reverse(lost), kind, name) in rows {
        if lost >= LEAST {
            writeln!(out, "{kind} {name} {lost}").unwrap();
        }
    }
    writeln!(out, "safe {safe}").unwrap();
}
