// in: 
// out: 78498\n832040\n[1, 2, 3, 5, 8, 9]\n
fn fib(n: u32) -> u64 {
    match n {
        0 | 1 => n as u64,
        _ => fib(n - 1) + fib(n - 2),
    }
}

fn quicksort<T: Ord>(items: &mut [T]) {
    if items.len() <= 1 {
        return;
    }
    let last = items.len() - 1;
    let mut store = 0;
    for i in 0..last {
        if items[i] < items[last] {
            items.swap(i, store);
            store += 1;
        }
    }
    items.swap(store, last);
    let (left, right) = items.split_at_mut(store);
    quicksort(left);
    quicksort(&mut right[1..]);
}

fn main() {
    let n = 1_000_000;
    let mut sieve = vec![true; n + 1];
    sieve[0] = false;
    sieve[1] = false;
    let mut i = 2;
    while i * i <= n {
        if sieve[i] {
            (i * i..=n).step_by(i).for_each(|j| sieve[j] = false);
        }
        i += 1;
    }
    println!("{}", sieve.iter().filter(|&&p| p).count());
    println!("{}", fib(30));
    let mut items = [5, 2, 9, 1, 3, 8];
    quicksort(&mut items);
    println!("{items:?}");
}
