// in: 
// out: caught: boom\nthread: true\nstill here\n
use std::panic;

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let ended = panic::catch_unwind(|| {
        if true {
            panic!("boom");
        }
    });
    let why = ended.unwrap_err();
    println!("caught: {}", why.downcast_ref::<&str>().unwrap());
    println!("thread: {}", std::thread::spawn(|| panic!("in a thread")).join().is_err());
    println!("still here");
}
