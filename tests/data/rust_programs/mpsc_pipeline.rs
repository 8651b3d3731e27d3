// in: 1 2 3 4\n
// out: 30\n
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel::<u64>();
    let (out, total) = mpsc::sync_channel(1);
    let worker = thread::spawn(move || {
        out.send(receiver.iter().map(|n| n * n).sum::<u64>()).unwrap();
    });
    for line in std::io::stdin().lines() {
        for word in line.unwrap().split_whitespace() {
            sender.send(word.parse().unwrap()).unwrap();
        }
    }
    drop(sender);
    worker.join().unwrap();
    println!("{}", total.recv().unwrap());
}
