// in: 
// out: [1, 1, 2, 3, 5, 8]\n42\n
use std::future::Future;
use std::pin::{pin, Pin};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

struct Fibonacci(u32, u32);

impl Iterator for Fibonacci {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        let now = self.1;
        *self = Fibonacci(self.1, self.0 + self.1);
        Some(now)
    }
}

struct Twice(bool);

impl Future for Twice {
    type Output = i32;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<i32> {
        if self.0 {
            return Poll::Ready(40);
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

fn waker() -> Waker {
    fn clone(_: *const ()) -> RawWaker {
        RawWaker::new(std::ptr::null(), &TABLE)
    }
    fn nothing(_: *const ()) {}
    static TABLE: RawWakerVTable = RawWakerVTable::new(clone, nothing, nothing, nothing);
    unsafe { Waker::from_raw(clone(std::ptr::null())) }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let waker = waker();
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

fn main() {
    println!("{:?}", Fibonacci(0, 1).take(6).collect::<Vec<_>>());
    println!("{}", block_on(async { Twice(false).await + 2 }));
}
