use std::collections::HashSet;
use std::fmt::Write;
use std::io::{self, Read};

const LEVELS: usize = 3;

struct Order {
    id: String,
    trader: String,
    buys: bool,
    left: u64,
    price: u64,
    shown: u64,
    visible: u64,
}

#[derive(Default)]
struct Exchange {
    // The best first, of equal prices in the order of the queue.
    bids: Vec<Order>,
    asks: Vec<Order>,
    known: HashSet<String>,
    out: String,
}

fn better(buys: bool, price: u64, other: u64) -> bool {
    if buys { price > other } else { price < other }
}

impl Exchange {
    fn say(&mut self, text: String) {
        writeln!(self.out, "{text}").unwrap();
    }

    fn side(&mut self, buys: bool) -> &mut Vec<Order> {
        if buys { &mut self.bids } else { &mut self.asks }
    }

    fn rest(&mut self, mut order: Order) {
        order.visible = order.shown.min(order.left);
        let side = self.side(order.buys);
        let at = side.iter().position(|other| better(order.buys, order.price, other.price)).unwrap_or(side.len());
        side.insert(at, order);
    }

    fn take_out(&mut self, id: &str) -> Option<Order> {
        for buys in [true, false] {
            let side = self.side(buys);
            if let Some(at) = side.iter().position(|order| order.id == id) {
                return Some(side.remove(at));
            }
        }
        None
    }

    fn come_in(&mut self, order: &mut Order) {
        while order.left > 0 {
            let others = self.side(!order.buys);
            let Some(found) = others.first_mut() else { return };
            if better(!order.buys, order.price, found.price) {
                return;
            }
            if found.trader == order.trader {
                let pulled = others.remove(0);
                self.say(format!("pulled {}", pulled.id));
                continue;
            }
            let traded = order.left.min(found.visible);
            order.left -= traded;
            found.left -= traded;
            found.visible -= traded;
            let text = format!("trade {} {} {} {}", found.id, order.id, traded, found.price);
            if found.visible == 0 {
                let used = others.remove(0);
                if used.left > 0 {
                    self.rest(used);
                }
            }
            self.say(text);
        }
    }

    fn enter(&mut self, mut order: Order, keeps: bool) {
        if !self.known.insert(order.id.clone()) {
            return self.say("known".to_string());
        }
        self.come_in(&mut order);
        if order.left == 0 {
            return;
        }
        if keeps {
            self.rest(order);
        } else {
            self.say(format!("rest {}", order.left));
        }
    }

    fn cancel(&mut self, id: &str) {
        match self.take_out(id) {
            Some(order) => self.say(format!("cancelled {}", order.left)),
            None => self.say("absent".to_string()),
        }
    }

    fn change(&mut self, id: &str, quantity: u64, price: u64) {
        let Some(order) = self.bids.iter_mut().chain(&mut self.asks).find(|order| order.id == id) else {
            return self.say("absent".to_string());
        };
        if price == order.price && quantity <= order.left {
            order.left = quantity;
            order.visible = order.visible.min(quantity);
            return self.say("changed".to_string());
        }
        let mut order = self.take_out(id).unwrap();
        self.say("changed".to_string());
        order.left = quantity;
        order.price = price;
        self.come_in(&mut order);
        if order.left > 0 {
            self.rest(order);
        }
    }

    fn book(&mut self) {
        let mut text = String::new();
        for (name, side) in [("bid", &self.bids), ("ask", &self.asks)] {
            for level in side.chunk_by(|one, other| one.price == other.price).take(LEVELS) {
                let visible: u64 = level.iter().map(|order| order.visible).sum();
                writeln!(text, "{} {} {} {}", name, level[0].price, visible, level.len()).unwrap();
            }
        }
        self.out += if text.is_empty() { "bare\n" } else { &text };
    }
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut exchange = Exchange::default();
    for line in input.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| words.get(at).map_or(0, |word| word.parse::<u64>().unwrap());
        match words[0] {
            "book" => exchange.book(),
            "cancel" => exchange.cancel(words[1]),
            "change" => exchange.change(words[1], number(2), number(3)),
            kind => {
                let order = Order {
                    id: words[1].to_string(),
                    trader: words[2].to_string(),
                    buys: kind == "bid" || kind == "sweep",
                    left: number(3),
                    price: number(4),
                    shown: number(5),
                    visible: 0,
                };
                exchange.enter(order, kind == "bid" || kind == "ask");
            }
        }
    }
    print!("{}", exchange.out);
}
