use std::io::{self, Read, Write};

const TURN: usize = 37;

struct Hours<'a> {
    name: &'a str,
    from: usize,
    to: usize,
}

impl Hours<'_> {
    fn hold(&self, hour: usize) -> bool {
        (self.from..self.to).contains(&hour)
    }
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let (mut absences, mut standins, mut questions) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let from = words[words.len() - 2].parse().unwrap();
        let to = words[words.len() - 1].parse().unwrap();
        let hours = Hours { name: words[1], from, to };
        match words[0] {
            "absent" => absences.push(hours),
            "standin" => standins.push(hours),
            _ => questions.push(hours),
        }
    }
    let on_call = |hour: usize| -> &str {
        let turn = hour / TURN % names.len();
        let away = |name: &str| absences.iter().any(|a| a.name == name && a.hold(hour));
        let by_turns = (0..names.len()).map(|k| names[(turn + k) % names.len()]);
        standins
            .iter()
            .rev()
            .filter(|s| s.hold(hour))
            .map(|s| s.name)
            .chain(by_turns)
            .find(|name| !away(name))
            .unwrap_or("-")
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for question in &questions {
        let mut begin = question.from;
        while begin < question.to {
            let name = on_call(begin);
            let mut end = begin + 1;
            while end < question.to && on_call(end) == name {
                end += 1;
            }
            writeln!(out, "{begin}-{end} {name}").unwrap();
            begin = end;
        }
    }
}
