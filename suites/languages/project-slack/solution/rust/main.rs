use std::collections::HashMap;
use std::io::{self, Read};

const USUAL: i64 = 11;

struct Task<'a> {
    name: &'a str,
    length: i64,
    pin: i64,
    due: i64,
    /// The tasks that it is linked to, and by how many hours they must start after it.
    after: Vec<(usize, i64)>,
    before: usize,
}

/// The tasks in such an order that every link leads forward.
fn order(tasks: &[Task]) -> Vec<usize> {
    let mut open: Vec<usize> = tasks.iter().map(|task| task.before).collect();
    let mut order: Vec<usize> = (0..tasks.len()).filter(|&at| open[at] == 0).collect();
    let mut next = 0;
    while next < order.len() {
        for &(other, _) in &tasks[order[next]].after {
            open[other] -= 1;
            if open[other] == 0 {
                order.push(other);
            }
        }
        next += 1;
    }
    order
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let lines: Vec<Vec<&str>> = input.lines().map(|line| line.split(' ').collect()).collect();

    let mut tasks = Vec::new();
    let mut places = HashMap::new();
    for words in lines.iter().filter(|words| words[0] == "task") {
        places.insert(words[1], tasks.len());
        let length = words[2].parse().unwrap();
        tasks.push(Task { name: words[1], length, pin: 0, due: i64::MAX, after: Vec::new(), before: 0 });
    }
    for words in &lines {
        let place = places[words[1]];
        match words[0] {
            "pin" => tasks[place].pin = tasks[place].pin.max(words[2].parse().unwrap()),
            "due" => tasks[place].due = tasks[place].due.min(words[2].parse().unwrap()),
            "link" => {
                let other = places[words[3]];
                let mut hours = if words[5] == "usual" { USUAL } else { words[5].parse().unwrap() };
                if words[2] == "finish" {
                    hours += tasks[place].length;
                }
                if words[4] == "finish" {
                    hours -= tasks[other].length;
                }
                tasks[place].after.push((other, hours));
                tasks[other].before += 1;
            }
            _ => {}
        }
    }

    let order = order(&tasks);
    let mut early: Vec<i64> = tasks.iter().map(|task| task.pin).collect();
    for &at in &order {
        for &(other, hours) in &tasks[at].after {
            early[other] = early[other].max(early[at] + hours);
        }
    }
    let end = tasks.iter().zip(&early).map(|(task, start)| start + task.length).max().unwrap_or(0);
    let latest = |at: usize, starts: &[i64], finish: i64| {
        tasks[at].after.iter().map(|&(other, hours)| starts[other] - hours).fold(finish - tasks[at].length, i64::min)
    };
    let mut late = vec![0; tasks.len()];
    for &at in order.iter().rev() {
        late[at] = latest(at, &late, end.min(tasks[at].due));
    }

    let mut rows: Vec<usize> = (0..tasks.len()).collect();
    rows.sort_by_key(|&at| (early[at], tasks[at].name));
    for at in rows {
        let slack = late[at] - early[at];
        let free = latest(at, &early, end) - early[at];
        let mark = if slack <= 0 { " critical" } else { "" };
        println!("{} {} {} {slack} {free}{mark}", tasks[at].name, early[at], late[at]);
    }
    println!("end {end}");
}
