// in: 
// out: circle 12.57\nsquare 9.00\ntotal 21.57\nlargest 7\n
use std::fmt::{self, Display};

trait Shape {
    fn area(&self) -> f64;
    fn name(&self) -> String {
        String::from("shape")
    }
}

struct Circle(f64);
struct Square {
    side: f64,
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        std::f64::consts::PI * self.0.powi(2)
    }
    fn name(&self) -> String {
        "circle".into()
    }
}

impl Shape for Square {
    fn area(&self) -> f64 {
        self.side * self.side
    }
    fn name(&self) -> String {
        "square".into()
    }
}

impl Display for dyn Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:.2}", self.name(), self.area())
    }
}

fn largest<T: PartialOrd + Copy>(items: &[T]) -> Option<T> {
    let mut best = *items.first()?;
    for &item in items {
        if item > best {
            best = item;
        }
    }
    Some(best)
}

fn main() {
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Circle(2.0)), Box::new(Square { side: 3.0 })];
    for shape in shapes.iter() {
        println!("{}", shape);
    }
    println!("total {:.2}", shapes.iter().map(|s| s.area()).sum::<f64>());
    println!("largest {}", largest(&[3, 7, 5]).unwrap());
}
