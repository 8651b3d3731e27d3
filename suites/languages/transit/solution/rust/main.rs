use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::io::{self, Read};

const CHANGE: u32 = 11;

#[derive(Default)]
struct City<'a> {
    /// Of each stop of a train its station, and the minutes to the train's next stop.
    stops: Vec<(&'a str, Option<u32>)>,
    at: HashMap<&'a str, Vec<usize>>,
    closed: HashSet<&'a str>,
}

impl<'a> City<'a> {
    fn add_train(&mut self, stations: &[&'a str], minutes: &[u32]) {
        for (i, station) in stations.iter().enumerate() {
            self.at.entry(station).or_default().push(self.stops.len());
            self.stops.push((station, minutes.get(i).copied()));
        }
    }

    fn best(&self, start: &str, goal: &str) -> Option<(u32, u32)> {
        if start == goal {
            return Some((0, 0));
        }
        if self.closed.contains(start) || self.closed.contains(goal) {
            return None;
        }
        let mut queue: BinaryHeap<_> = self.at.get(start)?.iter().map(|&stop| Reverse((0, 0, stop))).collect();
        let mut done = vec![false; self.stops.len()];
        let mut changed = HashSet::new();
        while let Some(Reverse((minutes, changes, stop))) = queue.pop() {
            if std::mem::replace(&mut done[stop], true) {
                continue;
            }
            let (station, next) = self.stops[stop];
            if station == goal {
                return Some((minutes, changes));
            }
            if let Some(time) = next {
                queue.push(Reverse((minutes + time, changes, stop + 1)));
            }
            if !self.closed.contains(station) && changed.insert(station) {
                for &other in &self.at[station] {
                    queue.push(Reverse((minutes + CHANGE, changes + 1, other)));
                }
            }
        }
        None
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut city = City::default();
    let mut trips = Vec::new();
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        match words[0] {
            "closed" => {
                city.closed.insert(words[1]);
            }
            "trip" => trips.push((words[1], words[2])),
            kind => {
                let mut stations: Vec<&str> = words[2..].iter().step_by(2).copied().collect();
                let mut minutes: Vec<u32> = words[3..].iter().step_by(2).map(|word| word.parse().unwrap()).collect();
                city.add_train(&stations, &minutes);
                if kind == "both" {
                    stations.reverse();
                    minutes.reverse();
                    city.add_train(&stations, &minutes);
                }
            }
        }
    }
    for (start, goal) in trips {
        match city.best(start, goal) {
            Some((minutes, changes)) => println!("{minutes} {changes}"),
            None => println!("unreachable"),
        }
    }
}
