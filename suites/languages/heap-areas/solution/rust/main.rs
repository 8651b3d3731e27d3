use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;
use std::io::{self, Read};

const OLD_AGE: u32 = 2;
const BULKY_PERCENT: u64 = 40;

#[derive(Clone, Copy, PartialEq)]
enum Area {
    Young,
    Old,
}

impl Area {
    fn name(self) -> &'static str {
        match self {
            Area::Young => "young",
            Area::Old => "old",
        }
    }
}

struct Object<'a> {
    name: &'a str,
    size: u64,
    area: Area,
    is_held: bool,
    age: u32,
    references: HashSet<usize>,
}

struct Heap<'a> {
    young: u64,
    old: u64,
    /// By the numbers in whose order they were made.
    objects: BTreeMap<usize, Object<'a>>,
    numbers: HashMap<&'a str, usize>,
    made: usize,
    out: String,
}

impl<'a> Heap<'a> {
    fn used(&self, area: Area) -> u64 {
        self.objects.values().filter(|object| object.area == area).map(|object| object.size).sum()
    }

    fn fits(&self, size: u64, area: Area) -> bool {
        let capacity = if area == Area::Young { self.young } else { self.old };
        self.used(area) + size <= capacity
    }

    /// Frees what cannot be got at; how many objects.
    fn sweep(&mut self, keep_old: bool) -> usize {
        let is_root = |object: &Object| object.is_held || keep_old && object.area == Area::Old;
        let mut todo: Vec<usize> = self.objects.iter().filter(|(_, object)| is_root(object)).map(|(&number, _)| number).collect();
        let mut alive: HashSet<usize> = todo.iter().copied().collect();
        while let Some(number) = todo.pop() {
            for &other in &self.objects[&number].references {
                if alive.insert(other) {
                    todo.push(other);
                }
            }
        }
        let before = self.objects.len();
        self.objects.retain(|number, _| alive.contains(number));
        self.numbers.retain(|_, number| alive.contains(number));
        before - self.objects.len()
    }

    fn minor(&mut self) {
        let freed = self.sweep(true);
        let mut room = self.old - self.used(Area::Old);
        let mut moved = 0;
        for object in self.objects.values_mut().filter(|object| object.area == Area::Young) {
            object.age += 1;
            if object.age >= OLD_AGE && object.size <= room {
                object.area = Area::Old;
                room -= object.size;
                moved += 1;
            }
        }
        writeln!(self.out, "minor {freed} {moved}").unwrap();
    }

    fn collect(&mut self) {
        let freed = self.sweep(false);
        writeln!(self.out, "full {freed}").unwrap();
    }

    fn place(&mut self, size: u64) -> Option<Area> {
        let is_bulky = size * 100 > self.young * BULKY_PERCENT;
        if !is_bulky {
            if !self.fits(size, Area::Young) {
                self.minor();
            }
            if self.fits(size, Area::Young) {
                return Some(Area::Young);
            }
        }
        if self.fits(size, Area::Old) {
            return Some(Area::Old);
        }
        self.collect();
        if !is_bulky && self.fits(size, Area::Young) {
            return Some(Area::Young);
        }
        self.fits(size, Area::Old).then_some(Area::Old)
    }

    fn add(&mut self, name: &'a str, size: u64) {
        let area = self.place(size);
        writeln!(self.out, "{name} {}", area.map_or("failed", Area::name)).unwrap();
        if let Some(area) = area {
            self.made += 1;
            self.objects.insert(self.made, Object { name, size, area, is_held: true, age: 0, references: HashSet::new() });
            self.numbers.insert(name, self.made);
        }
    }

    /// None when an object does not exist.
    fn change(&mut self, command: &str, names: &[&str]) -> Option<()> {
        let number = *self.numbers.get(names[0])?;
        let other = *self.numbers.get(names[names.len() - 1])?;
        let object = self.objects.get_mut(&number)?;
        match command {
            "link" => {
                object.references.insert(other);
            }
            "unlink" => {
                object.references.remove(&other);
            }
            _ => object.is_held = command == "hold",
        }
        Some(())
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut lines = input.lines();
    let sizes: Vec<u64> = lines.next().unwrap().split(' ').skip(1).map(|word| word.parse().unwrap()).collect();
    let mut heap = Heap { young: sizes[0], old: sizes[1], objects: BTreeMap::new(), numbers: HashMap::new(), made: 0, out: String::new() };
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        match words[0] {
            "collect" => heap.collect(),
            "new" => heap.add(words[1], words[2].parse().unwrap()),
            command => {
                if heap.change(command, &words[1..]).is_none() {
                    heap.out.push_str("gone\n");
                }
            }
        }
    }
    print!("{}", heap.out);
    println!("end {} {}", heap.used(Area::Young), heap.used(Area::Old));
    for object in heap.objects.values() {
        println!("{} {}", object.name, object.area.name());
    }
}
