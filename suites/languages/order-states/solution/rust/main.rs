use std::collections::HashMap;
use std::io::{self, Read};

const PAYMENT_DAYS: i64 = 9;
const RETURN_DAYS: i64 = 14;
const STATES: [&str; 8] = ["new", "paid", "held", "shipped", "delivered", "returned", "cancelled", "expired"];

struct Order {
    state: &'static str,
    before: &'static str,
    since: i64,
    due: i64,
}

impl Order {
    fn advance(&mut self, day: i64) {
        if self.state == "new" && day > self.due {
            self.state = "expired";
        }
    }

    /// Lets an event happen; false when it is refused.
    fn take(&mut self, day: i64, event: &str) -> bool {
        self.advance(day);
        let after = match (self.state, event) {
            ("unknown", "place") => {
                self.due = day + PAYMENT_DAYS;
                "new"
            }
            ("new", "pay") => "paid",
            ("paid", "ship") => "shipped",
            ("shipped", "deliver") => "delivered",
            ("new" | "paid" | "held", "cancel") => "cancelled",
            ("new" | "paid", "hold") => "held",
            ("held", "resume") => {
                self.due += day - self.since;
                self.before
            }
            ("delivered", "giveback") if day - self.since <= RETURN_DAYS => "returned",
            _ => return false,
        };
        self.before = std::mem::replace(&mut self.state, after);
        self.since = day;
        true
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut orders: HashMap<&str, Order> = HashMap::new();
    let mut today = 0;
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        today = words[0].parse().unwrap();
        let order = orders.entry(words[1]).or_insert(Order { state: "unknown", before: "", since: 0, due: 0 });
        let taken = order.take(today, words[2]);
        println!("{} {}{}", words[1], order.state, if taken { "" } else { " refused" });
    }
    for order in orders.values_mut() {
        order.advance(today);
    }
    for state in STATES {
        let count = orders.values().filter(|order| order.state == state).count();
        if count > 0 {
            println!("{state} {count}");
        }
    }
}
