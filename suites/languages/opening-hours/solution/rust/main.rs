use std::collections::HashMap;
use std::io::{self, Read, Write};

const DAY: i64 = 24 * 60;
const HORIZON: i64 = 17 * DAY;
const NAMES: [&str; 7] = ["sat", "sun", "mon", "tue", "wed", "thu", "fri"];
const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

type Span = (i64, i64);

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn month_length(year: i64, month: usize) -> i64 {
    LENGTHS[month] + i64::from(month == 1 && is_leap(year))
}

/// Days since Saturday, 1 January 2000.
fn day_of(text: &str) -> i64 {
    let parts: Vec<i64> = text.split('-').map(|part| part.parse().unwrap()).collect();
    let years: i64 = (2000..parts[0]).map(|year| 365 + i64::from(is_leap(year))).sum();
    let months: i64 = (0..parts[1] as usize - 1).map(|month| month_length(parts[0], month)).sum();
    years + months + parts[2] - 1
}

fn date_of(mut day: i64) -> String {
    let (mut year, mut month) = (2000, 0);
    while day >= month_length(year, month) {
        day -= month_length(year, month);
        month += 1;
        if month == 12 {
            (year, month) = (year + 1, 0);
        }
    }
    format!("{year}-{:02}-{:02}", month + 1, day + 1)
}

fn minutes(text: &str) -> i64 {
    text[..2].parse::<i64>().unwrap() * 60 + text[3..].parse::<i64>().unwrap()
}

fn span(text: &str) -> Span {
    let (begin, end) = (minutes(&text[..5]), minutes(&text[6..]));
    (begin, if end > begin { end } else { end + DAY })
}

fn weekday(name: &str) -> usize {
    NAMES.iter().position(|day| *day == name).unwrap()
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut weekly: [Vec<Span>; 7] = Default::default();
    let mut special: HashMap<i64, Vec<Span>> = HashMap::new();
    let mut questions = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let (when, what) = (words[1], words[2]);
        match words[0] {
            "weekly" => {
                let (first, last) = when.split_once('-').unwrap_or((when, when));
                let (first, last) = (weekday(first), weekday(last));
                for i in 0..=(last + 7 - first) % 7 {
                    weekly[(first + i) % 7].push(span(what));
                }
            }
            "special" => {
                let spans = special.entry(day_of(when)).or_default();
                if what != "none" {
                    spans.push(span(what));
                }
            }
            _ => questions.push(day_of(when) * DAY + minutes(what)),
        }
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for now in questions {
        let mut spans = Vec::new();
        for day in now / DAY - 1..=(now + HORIZON) / DAY {
            let hours = special.get(&day).unwrap_or(&weekly[day.rem_euclid(7) as usize]);
            spans.extend(hours.iter().map(|(begin, end)| (begin + day * DAY, end + day * DAY)));
        }
        spans.sort_unstable();
        let mut until = now;
        for &(begin, end) in &spans {
            if begin <= until {
                until = until.max(end);
            }
        }
        let state = if until > now { "open" } else { "shut" };
        if until == now {
            until = spans.iter().map(|span| span.0).find(|begin| *begin > now).unwrap_or(i64::MAX);
        }
        if until.saturating_sub(now) > HORIZON {
            writeln!(out, "{state} long").unwrap();
        } else {
            let time = until % DAY;
            writeln!(out, "{state} until {} {:02}:{:02}", date_of(until / DAY), time / 60, time % 60).unwrap();
        }
    }
}
