// in: 
// out: 4000\n[0, 1, 4, 9]\n
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;

fn main() {
    let counter = Arc::new(Mutex::new(0));
    let ready = Arc::new(AtomicUsize::new(0));
    let handles: Vec<_> = (0..4)
        .map(|_| {
            let (counter, ready) = (Arc::clone(&counter), ready.clone());
            thread::spawn(move || {
                for _ in 0..1000 {
                    *counter.lock().unwrap() += 1;
                }
                ready.fetch_add(1, Ordering::SeqCst);
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    assert_eq!(ready.load(Ordering::SeqCst), 4);
    println!("{}", *counter.lock().unwrap());
    let squares = RwLock::new(vec![0; 4]);
    thread::scope(|scope| {
        for number in 0..4 {
            let squares = &squares;
            scope.spawn(move || squares.write().unwrap()[number] = number * number);
        }
    });
    println!("{:?}", squares.read().unwrap());
}
