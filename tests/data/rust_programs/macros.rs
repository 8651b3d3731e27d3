// in: 
// out: 6\n{"a": 1, "b": 2}\nmax 9\n
use std::collections::BTreeMap;

macro_rules! sum {
    () => { 0 };
    ($head:expr $(, $tail:expr)*) => { $head + sum!($($tail),*) };
}

macro_rules! map {
    ($($key:literal => $value:expr),* $(,)?) => {{
        let mut map = BTreeMap::new();
        $( map.insert($key, $value); )*
        map
    }};
}

macro_rules! maximum {
    ($x:expr) => { $x };
    ($x:expr, $($rest:expr),+) => {{ let rest = maximum!($($rest),+); if $x > rest { $x } else { rest } }};
}

fn main() {
    println!("{}", sum!(1, 2, 3));
    println!("{:?}", map! { "a" => 1, "b" => 2, });
    println!("max {}", maximum!(3, 9, 4));
}
