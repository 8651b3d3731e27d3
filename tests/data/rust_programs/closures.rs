// in: 
// out: 11 12\n[2, 4, 6]\n42\n
fn counter(start: i32) -> impl FnMut() -> i32 {
    let mut count = start;
    move || {
        count += 1;
        count
    }
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn apply(all: &[i32], f: &dyn Fn(i32) -> i32) -> Vec<i32> {
    all.iter().map(|&x| f(x)).collect()
}

fn main() {
    let mut next = counter(10);
    println!("{} {}", next(), next());
    println!("{:?}", apply(&[1, 2, 3], &|x| x * 2));
    let boxed: Box<dyn FnOnce() -> i32> = Box::new(|| compose(|x: i32| x + 1, |x| x * 2)(20));
    println!("{}", boxed());
}
