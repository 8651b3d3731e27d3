use std::collections::HashMap;
use std::io::{self, Read, Write};

const USUAL: i64 = 45;
const DAY: i64 = 24 * 60;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// The weekdays from that of 1 January 2000 on.
const DAYS: [&str; 7] = ["sat", "sun", "mon", "tue", "wed", "thu", "fri"];

fn month_length(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1 January 2000.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let before = |y: i64| 365 * y + (y + 3) / 4 - (y + 99) / 100 + (y + 399) / 400;
    before(year) - before(2000) + (1..month).map(|m| month_length(year, m)).sum::<i64>() + day - 1
}

fn date_of(day: i64) -> (i64, i64, i64) {
    let mut year = 1999 + day.div_euclid(366);
    while day_number(year + 1, 1, 1) <= day {
        year += 1;
    }
    let mut rest = day - day_number(year, 1, 1);
    let mut month = 1;
    while rest >= month_length(year, month) {
        rest -= month_length(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

fn clock(text: &str) -> i64 {
    text[..2].parse::<i64>().unwrap() * 60 + text[3..].parse::<i64>().unwrap()
}

fn parse_day(text: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| text[range].parse().unwrap();
    day_number(part(0..4), part(5..7), part(8..10))
}

fn shown(minute: i64) -> String {
    let (year, month, day) = date_of(minute.div_euclid(DAY));
    let time = minute.rem_euclid(DAY);
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", time / 60, time % 60)
}

/// A moment of each year, such as mar.last.sun@02:00.
struct Rule {
    month: i64,
    which: Option<i64>,
    weekday: i64,
    time: i64,
}

impl Rule {
    fn parse(text: &str) -> Rule {
        let (day, time) = text.split_once('@').unwrap();
        let parts: Vec<&str> = day.split('.').collect();
        let position = |names: &[&str], name| names.iter().position(|n| *n == name).unwrap() as i64;
        Rule {
            month: position(&MONTHS, parts[0]) + 1,
            which: parts[1].parse().ok(),
            weekday: position(&DAYS, parts[2]),
            time: clock(time),
        }
    }

    fn minute(&self, year: i64) -> i64 {
        let day = match self.which {
            Some(which) => {
                let first = day_number(year, self.month, 1);
                first + (self.weekday - first).rem_euclid(7) + 7 * (which - 1)
            }
            None => {
                let last = day_number(year, self.month, month_length(year, self.month));
                last - (last - self.weekday).rem_euclid(7)
            }
        };
        day * DAY + self.time
    }
}

struct Zone {
    offset: i64,
    summer: Option<(i64, Rule, Rule)>,
}

impl Zone {
    fn local(&self, minute: i64) -> i64 {
        let winter = minute + self.offset;
        let Some((shift, begin, end)) = &self.summer else { return winter };
        let year = date_of(winter.div_euclid(DAY)).0;
        let (begin, end) = (begin.minute(year), end.minute(year) - shift);
        let is_summer = if begin < end { (begin..end).contains(&winter) } else { !(end..begin).contains(&winter) };
        if is_summer { winter + shift } else { winter }
    }

    fn universal(&self, local: i64) -> (i64, &'static str) {
        let late = local - self.offset;
        let Some((shift, _, _)) = &self.summer else { return (late, "") };
        let early = late - shift;
        match (self.local(early) == local, self.local(late) == local) {
            (true, true) => (early, " twice"),
            (true, false) => (early, ""),
            (false, true) => (late, ""),
            (false, false) => (late, " skipped"),
        }
    }
}

fn meeting(day: i64, zones: &[&Zone], length: i64) -> Option<i64> {
    let (mut fine, mut answer) = (0, None);
    for minute in ((day - 1) * DAY..(day + 2) * DAY).rev() {
        let suits = |zone: &&Zone| (9 * 60..17 * 60).contains(&zone.local(minute).rem_euclid(DAY));
        fine = if zones.iter().all(suits) { fine + 1 } else { 0 };
        if fine >= length && zones[0].local(minute).div_euclid(DAY) == day {
            answer = Some(minute);
        }
    }
    answer
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut zones: HashMap<&str, Zone> = HashMap::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let length = |at: usize| words.get(at).map_or(USUAL, |word| word.parse().unwrap());
        match words[0] {
            "zone" => {
                let size = clock(&words[2][1..]);
                let offset = if words[2].starts_with('-') { -size } else { size };
                let summer = (words.len() > 3)
                    .then(|| (words[3].parse().unwrap(), Rule::parse(words[4]), Rule::parse(words[5])));
                zones.insert(words[1], Zone { offset, summer });
            }
            "call" => {
                let (start, mark) = zones[words[3]].universal(parse_day(words[1]) * DAY + clock(words[2]));
                let to = &zones[words[4]];
                writeln!(out, "{} {}{mark}", shown(to.local(start)), shown(to.local(start + length(5)))).unwrap();
            }
            _ => {
                let named: Vec<&Zone> = words[2].split(',').map(|name| &zones[name]).collect();
                let answer = meeting(parse_day(words[1]), &named, length(3)).map_or("never".to_string(), |minute| {
                    named.iter().map(|zone| shown(zone.local(minute))).collect::<Vec<_>>().join(" ")
                });
                writeln!(out, "{answer}").unwrap();
            }
        }
    }
}
