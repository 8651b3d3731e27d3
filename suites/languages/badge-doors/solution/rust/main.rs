use std::collections::HashMap;
use std::io::{self, Read};

const MOST: usize = 14;

type Doors<'a> = HashMap<&'a str, HashMap<&'a str, u32>>;

fn walk<'a>(doors: &Doors<'a>, start: &'a str, badge: u32) -> HashMap<&'a str, usize> {
    let mut distances = HashMap::from([(start, 0)]);
    let mut last = vec![start];
    for number in 1..=MOST {
        let mut reached = Vec::new();
        for room in last {
            for (&other, &level) in doors.get(room).into_iter().flatten() {
                if level <= badge && !distances.contains_key(other) {
                    distances.insert(other, number);
                    reached.push(other);
                }
            }
        }
        last = reached;
    }
    distances
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    // Of several doors between two rooms only the lowest level matters.
    let mut doors = Doors::new();
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["door", a, b, level] => {
                let level: u32 = level.parse().unwrap();
                for (from, to) in [(a, b), (b, a)] {
                    let lowest = doors.entry(from).or_default().entry(to).or_insert(level);
                    *lowest = level.min(*lowest);
                }
            }
            ["wall", a, b] => {
                for (from, to) in [(a, b), (b, a)] {
                    doors.entry(from).or_default().remove(to);
                }
            }
            [_, start, badge] => {
                let distances = walk(&doors, start, badge.parse().unwrap());
                let largest = *distances.values().max().unwrap();
                let room = distances.iter().filter(|(_, distance)| **distance == largest).map(|(room, _)| room).min().unwrap();
                println!("{} {largest} {room}", distances.len());
            }
            _ => {}
        }
    }
}
