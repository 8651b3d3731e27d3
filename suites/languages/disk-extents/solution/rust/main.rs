use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read};

const MOST: usize = 6;

/// Runs from a first block to the block behind the last.
type Runs = BTreeMap<usize, usize>;
type Pieces = Vec<(usize, usize)>;

/// Gives blocks to a file: its pieces and the free runs then, or nothing where that cannot be.
fn take(pieces: &Pieces, free: &Runs, mut needed: usize) -> Option<(Pieces, Runs)> {
    let (mut pieces, mut free) = (pieces.clone(), free.clone());
    let mut behind = pieces.last().map(|piece| piece.1);
    while needed > 0 {
        let following = behind.take().and_then(|end| free.get_key_value(&end));
        let (begin, end) = following
            .or_else(|| free.iter().filter(|(begin, end)| *end - *begin >= needed).min_by_key(|(begin, end)| *end - *begin))
            .or_else(|| free.iter().min_by_key(|(begin, end)| Reverse(*end - *begin)))
            .map(|(begin, end)| (*begin, *end))?;
        let stop = end.min(begin + needed);
        needed -= stop - begin;
        free.remove(&begin);
        if stop < end {
            free.insert(stop, end);
        }
        match pieces.last_mut() {
            Some(last) if last.1 == begin => last.1 = stop,
            _ => pieces.push((begin, stop)),
        }
    }
    (pieces.len() <= MOST).then_some((pieces, free))
}

fn give_back(free: &mut Runs, (mut begin, mut end): (usize, usize)) {
    if let Some((&before, &stop)) = free.range(..begin).next_back() {
        if stop == begin {
            begin = before;
        }
    }
    if let Some(stop) = free.remove(&end) {
        end = stop;
    }
    free.insert(begin, end);
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut lines = input.lines();
    let blocks: usize = lines.next().unwrap()[5..].parse().unwrap();
    let mut free = Runs::from([(0, blocks)]);
    let mut files: HashMap<&str, Pieces> = HashMap::new();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["free"] => println!("{} {}", free.iter().map(|(begin, end)| end - begin).sum::<usize>(), free.len()),
            ["write", name, _] if files.contains_key(name) => println!("exists"),
            [command, name, ..] if command != "write" && !files.contains_key(name) => println!("missing"),
            ["delete", name] => {
                for piece in files.remove(name).unwrap() {
                    give_back(&mut free, piece);
                }
            }
            ["where", name] => {
                let pieces: Vec<String> = files[name].iter().map(|(begin, end)| format!("{begin}-{}", end - 1)).collect();
                println!("{}", pieces.join(" "));
            }
            [_, name, count] => {
                let pieces = files.get(name).cloned().unwrap_or_default();
                match take(&pieces, &free, count.parse().unwrap()) {
                    None => println!("refused"),
                    Some((pieces, runs)) => {
                        println!("{}", pieces.len());
                        files.insert(name, pieces);
                        free = runs;
                    }
                }
            }
            _ => {}
        }
    }
}
