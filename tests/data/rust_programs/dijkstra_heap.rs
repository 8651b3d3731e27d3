// in: 4 4\n0 1 4\n0 2 1\n2 1 2\n1 3 5\n
// out: 0 3 1 8\n
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::io::{self, BufRead};

fn main() {
    let mut lines = io::stdin().lock().lines();
    let mut numbers = move || -> VecDeque<usize> {
        lines.next().unwrap().unwrap().split_whitespace().map(|w| w.parse().unwrap()).collect()
    };
    let head = numbers();
    let (n, m) = (head[0], head[1]);
    let mut edges = vec![vec![]; n];
    for _ in 0..m {
        let edge = numbers();
        edges[edge[0]].push((edge[1], edge[2]));
    }
    let mut distance = vec![usize::MAX; n];
    let mut heap = BinaryHeap::from([Reverse((0, 0))]);
    distance[0] = 0;
    while let Some(Reverse((far, at))) = heap.pop() {
        if far > distance[at] {
            continue;
        }
        for &(to, cost) in &edges[at] {
            if far + cost < distance[to] {
                distance[to] = far + cost;
                heap.push(Reverse((distance[to], to)));
            }
        }
    }
    println!("{}", distance.iter().map(|d| d.to_string()).collect::<Vec<_>>().join(" "));
}
