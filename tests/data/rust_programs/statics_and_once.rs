// in: 
// out: 3 hello 12\n7\n
use std::cell::{Cell, OnceCell};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{LazyLock, OnceLock};

static COUNT: AtomicU32 = AtomicU32::new(0);
static NAME: LazyLock<String> = LazyLock::new(|| "hello".to_string());
static SIZE: OnceLock<usize> = OnceLock::new();
static mut OLD: u32 = 0;
const TABLE: [u32; 4] = {
    let mut table = [0; 4];
    let mut i = 0;
    while i < 4 {
        table[i] = (i * 2) as u32;
        i += 1;
    }
    table
};

thread_local! {
    static LOCAL: Cell<u32> = const { Cell::new(7) };
}

fn main() {
    for _ in 0..3 {
        COUNT.fetch_add(1, Relaxed);
    }
    unsafe {
        OLD += TABLE.iter().sum::<u32>();
    }
    let cell = OnceCell::new();
    let size = *SIZE.get_or_init(|| *cell.get_or_init(|| unsafe { OLD as usize }));
    println!("{} {} {}", COUNT.load(Relaxed), *NAME, size);
    println!("{}", LOCAL.with(|cell| cell.get()));
}
