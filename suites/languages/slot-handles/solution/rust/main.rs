use std::collections::VecDeque;
use std::io::{self, Read, Write};

const OLDEST: usize = 13;
const RESERVE: usize = 3;

struct Object {
    name: String,
    references: usize,
}

#[derive(Default)]
struct Slot {
    generation: usize,
    object: Option<Object>,
}

struct Table {
    slots: Vec<Slot>,
    fresh: usize, // the first slot that was never used
    queue: VecDeque<usize>,
}

impl Table {
    fn create(&mut self, name: &str) -> String {
        let at = if self.queue.len() < RESERVE && self.fresh < self.slots.len() {
            self.fresh += 1;
            self.fresh - 1
        } else if let Some(at) = self.queue.pop_front() {
            at
        } else {
            return "exhausted".to_string();
        };
        let slot = &mut self.slots[at];
        slot.generation += 1;
        slot.object = Some(Object { name: name.to_string(), references: 1 });
        format!("{}:{}", at + 1, slot.generation)
    }

    fn access(&mut self, command: &str, handle: &str) -> String {
        let (slot, generation) = handle.split_once(':').unwrap();
        let at = slot.parse::<usize>().unwrap().wrapping_sub(1);
        let generation: usize = generation.parse().unwrap();
        let Some(slot) = self.slots.get_mut(at) else {
            return "bogus".to_string();
        };
        if generation == 0 || generation > slot.generation {
            return "bogus".to_string();
        }
        let current = generation == slot.generation;
        let Some(object) = slot.object.as_mut().filter(|_| current) else {
            return "stale".to_string();
        };
        let (answer, ends) = match command {
            "name" => return object.name.clone(),
            "kill" => (object.references, true),
            "retain" => {
                object.references += 1;
                (object.references, false)
            }
            _ => {
                object.references -= 1;
                (object.references, object.references == 0)
            }
        };
        if ends {
            slot.object = None;
            if generation < OLDEST {
                self.queue.push_back(at);
            }
        }
        answer.to_string()
    }

    fn grow(&mut self, count: usize) -> usize {
        self.slots.extend((0..count).map(|_| Slot::default()));
        self.slots.len()
    }

    fn census(&self) -> String {
        let used = self.slots.iter().filter(|slot| slot.object.is_some()).count();
        let (waiting, unused) = (self.queue.len(), self.slots.len() - self.fresh);
        format!("{} {} {} {}", used, waiting, unused, self.fresh - used - waiting)
    }

    fn all(&self, name: &str) -> String {
        let handles: Vec<String> = (1..)
            .zip(&self.slots)
            .filter(|(_, slot)| slot.object.as_ref().is_some_and(|object| object.name == name))
            .map(|(number, slot)| format!("{}:{}", number, slot.generation))
            .collect();
        if handles.is_empty() { "nobody".to_string() } else { handles.join(" ") }
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut out = io::BufWriter::new(io::stdout());
    let mut table = Table { slots: Vec::new(), fresh: 0, queue: VecDeque::new() };
    for line in input.lines() {
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        let answer = match command {
            "slots" => {
                table.grow(rest.parse().unwrap());
                continue;
            }
            "create" => table.create(rest),
            "grow" => table.grow(rest.parse().unwrap()).to_string(),
            "census" => table.census(),
            "all" => table.all(rest),
            _ => table.access(command, rest),
        };
        writeln!(out, "{answer}").unwrap();
    }
}
