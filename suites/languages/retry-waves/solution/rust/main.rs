use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io::{self, Read, Write};

const MOST_TRIES: u32 = 5;
const MOST_POINTS: u32 = 21;
const PRICE: u32 = 3;
const SPREAD: u64 = 7;

struct Client {
    answered: u32,
    dropped: u32,
    points: u32,
}

struct Call<'a> {
    client: &'a str,
    ending: &'static str,
    time: u64,
    tries: u32,
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut capacity = 0;
    let mut downs: Vec<(u64, u64)> = Vec::new();
    let mut clients: BTreeMap<&str, Client> = BTreeMap::new();
    let mut calls: Vec<Call> = Vec::new();
    let mut due = BinaryHeap::new();
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let number: u64 = words[1].parse().unwrap();
        match words[0] {
            "server" => capacity = number,
            "down" => downs.push((number, words[2].parse().unwrap())),
            _ => {
                clients.entry(words[2]).or_insert(Client { answered: 0, dropped: 0, points: MOST_POINTS });
                due.push(Reverse((number, Reverse(0), calls.len())));
                calls.push(Call { client: words[2], ending: "", time: 0, tries: 0 });
            }
        }
    }

    let (mut now, mut succeeded, mut tries) = (0, 0, 0);
    let mut busiest = (0, 0);
    while let Some(Reverse((time, _, index))) = due.pop() {
        if time != now {
            (now, succeeded, tries) = (time, 0, 0);
        }
        tries += 1;
        if tries > busiest.1 {
            busiest = (time, tries);
        }
        let call = &mut calls[index];
        let client = clients.get_mut(call.client).unwrap();
        call.tries += 1;
        call.time = time;
        let is_down = downs.iter().any(|&(begin, end)| (begin..end).contains(&time));
        if !is_down && succeeded < capacity {
            succeeded += 1;
            call.ending = "answered";
            client.answered += 1;
            client.points = MOST_POINTS.min(client.points + 1);
        } else if call.tries == MOST_TRIES || client.points < PRICE {
            call.ending = "dropped";
            client.dropped += 1;
        } else {
            client.points -= PRICE;
            let wait = (1 << call.tries) + (index as u64 + 1) % SPREAD;
            due.push(Reverse((time + wait, Reverse(call.tries), index)));
        }
    }

    let mut out = io::BufWriter::new(io::stdout().lock());
    for (index, call) in calls.iter().enumerate() {
        writeln!(out, "{} {} {} {}", index + 1, call.ending, call.time, call.tries).unwrap();
    }
    if !calls.is_empty() {
        writeln!(out, "busiest {} {}", busiest.0, busiest.1).unwrap();
    }
    for (name, client) in &clients {
        writeln!(out, "client {name} {} {} {}", client.answered, client.dropped, client.points).unwrap();
    }
}
