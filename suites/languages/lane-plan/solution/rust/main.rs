use std::collections::HashMap;
use std::io::{self, Read};

const WAY: usize = 17;

struct Step<'a> {
    name: &'a str,
    length: usize,
    after: Vec<usize>,
    followers: Vec<usize>,
    weight: usize,
    lane: usize,
    end: usize,
}

/// The first minute from `start` on at which `length` minutes are free between sorted spans.
fn earliest(spans: &[(usize, usize)], mut start: usize, length: usize) -> usize {
    for &(begin, end) in spans {
        if start + length <= begin {
            break;
        }
        start = start.max(end);
    }
    start
}

/// The first of those with the largest weight.
fn heaviest(steps: &[Step], some: impl DoubleEndedIterator<Item = usize>) -> Option<usize> {
    some.rev().max_by_key(|&i| steps[i].weight)
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut lines = text.lines();
    let count: usize = lines.next().unwrap().parse().unwrap();
    let mut lanes: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    let mut steps: Vec<Step> = Vec::new();
    let mut waits: Vec<&str> = Vec::new();
    let mut by_name = HashMap::new();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        if words[0] == "step" {
            by_name.insert(words[1], steps.len());
            waits.push(words[3]);
            let length = words[2].parse().unwrap();
            steps.push(Step { name: words[1], length, after: vec![], followers: vec![], weight: 0, lane: 0, end: 0 });
        } else {
            let numbers: Vec<usize> = words[1..].iter().map(|word| word.parse().unwrap()).collect();
            lanes[numbers[0] - 1].push((numbers[1], numbers[2]));
        }
    }
    for (i, names) in waits.iter().enumerate().filter(|(_, names)| **names != "-") {
        for name in names.split(',') {
            let other = by_name[name];
            steps[i].after.push(other);
            steps[other].followers.push(i);
        }
    }

    let mut order: Vec<usize> = Vec::new();
    let mut done = vec![false; steps.len()];
    loop {
        let before = order.len();
        for i in 0..steps.len() {
            if !done[i] && steps[i].after.iter().all(|&other| done[other]) {
                done[i] = true;
                order.push(i);
            }
        }
        if order.len() == before {
            break;
        }
    }
    if order.len() < steps.len() {
        let names: Vec<&str> = (0..steps.len()).filter(|&i| !done[i]).map(|i| steps[i].name).collect();
        println!("circle {}", names.join(" "));
        return;
    }
    for &i in order.iter().rev() {
        let most = steps[i].followers.iter().map(|&other| steps[other].weight).max().unwrap_or(0);
        steps[i].weight = steps[i].length + most;
    }

    let mut planned = vec![false; steps.len()];
    for _ in 0..steps.len() {
        let open = |i: &usize| !planned[*i] && steps[*i].after.iter().all(|&other| planned[other]);
        let chosen = heaviest(&steps, (0..steps.len()).filter(open)).unwrap();
        let step = &steps[chosen];
        let options = lanes.iter_mut().enumerate().map(|(lane, spans)| {
            spans.sort_unstable();
            let ready = |&other: &usize| steps[other].end + if steps[other].lane == lane { 0 } else { WAY };
            let start = step.after.iter().map(ready).max().unwrap_or(0);
            (earliest(spans, start, step.length), lane)
        });
        let (begin, lane) = options.min().unwrap();
        let end = begin + step.length;
        println!("{} {} {begin} {end}", step.name, lane + 1);
        lanes[lane].push((begin, end));
        steps[chosen].lane = lane;
        steps[chosen].end = end;
        planned[chosen] = true;
    }
    println!("ready {}", steps.iter().map(|step| step.end).max().unwrap_or(0));
    let mut chain = vec!["chain"];
    let mut next = heaviest(&steps, 0..steps.len());
    while let Some(i) = next {
        chain.push(steps[i].name);
        next = heaviest(&steps, steps[i].followers.iter().copied());
    }
    println!("{}", chain.join(" "));
}
