use std::io::{self, Read, Write};

const TAB: usize = 6;

struct Item {
    label: String,
    text: String,
    children: usize,
    tasks: usize,
    done: usize,
}

impl Item {
    fn new(label: String, text: &str) -> Item {
        Item { label, text: text.to_string(), children: 0, tasks: 0, done: 0 }
    }
}

fn blank(c: char) -> bool {
    c == ' ' || c == '\t'
}

/// Joins what ends in a backslash with the next line; numbers are those of the first lines.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut result: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for (i, line) in text.lines().enumerate() {
        if goes_on {
            result.last_mut().unwrap().1 += line.trim_start_matches(blank);
        } else {
            result.push((i + 1, line.to_string()));
        }
        let last = &mut result.last_mut().unwrap().1;
        goes_on = last.ends_with('\\');
        if goes_on {
            last.pop();
        }
    }
    result
}

fn width(line: &str) -> usize {
    line.chars().take_while(|c| blank(*c)).fold(0, |width, c| if c == ' ' { width + 1 } else { (width / TAB + 1) * TAB })
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    // items[0] is the root; the path holds widths and places of the items that the last one descends from, and itself.
    let mut items = vec![Item::new(String::new(), "")];
    let mut path: Vec<(usize, usize)> = Vec::new();
    let mut wrong = String::new();
    for (number, line) in joined(&input) {
        let text = line.trim_matches(blank);
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let width = width(&line);
        if path.last().is_some_and(|(last, _)| width <= *last) {
            match path.iter().position(|(other, _)| *other == width) {
                Some(depth) => path.truncate(depth),
                None => {
                    wrong += &format!(" {number}");
                    continue;
                }
            }
        }
        let parent = path.last().map_or(0, |(_, place)| *place);
        items[parent].children += 1;
        let count = items[parent].children;
        let label = if parent == 0 { count.to_string() } else { format!("{}.{count}", items[parent].label) };
        if text.starts_with("[ ]") || text.starts_with("[x]") {
            for place in path.iter().map(|(_, place)| *place).chain([0]) {
                items[place].tasks += 1;
                items[place].done += usize::from(text.starts_with("[x]"));
            }
        }
        path.push((width, items.len()));
        items.push(Item::new(label, text));
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for item in &items[1..] {
        write!(out, "{} {}", item.label, item.text).unwrap();
        if item.tasks > 0 {
            let ready = if item.text.starts_with("[ ]") && item.done == item.tasks { " ready" } else { "" };
            write!(out, " ({}/{}){ready}", item.done, item.tasks).unwrap();
        }
        writeln!(out).unwrap();
    }
    writeln!(out, "tasks {}/{}", items[0].done, items[0].tasks).unwrap();
    if !wrong.is_empty() {
        writeln!(out, "wrong{wrong}").unwrap();
    }
}
