use std::collections::HashMap;
use std::io::{self, Read};

struct Class {
    name: String,
    rate: i64,
    net: i64,
    used: bool,
}

struct Item {
    class: usize,
    amount: i64,
}

/// value / unit, halves away from zero.
fn rounded(value: i64, unit: i64) -> i64 {
    value.signum() * ((2 * value.abs() + unit) / (2 * unit))
}

fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut classes: Vec<Class> = Vec::new();
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    let mut items: Vec<Item> = Vec::new();
    let (mut voucher, mut shipping) = (0i64, 0i64);
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |i: usize| words[i].parse::<i64>().unwrap();
        match words[0] {
            "class" => {
                by_name.insert(words[1], classes.len());
                classes.push(Class { name: words[1].to_string(), rate: number(2), net: 0, used: false });
            }
            "line" => {
                let class = by_name[words[1]];
                classes[class].used = true;
                let amount = rounded(number(2) * number(3) * (100 - number(4)), 100);
                items.push(Item { class, amount });
            }
            "voucher" => voucher += number(1),
            _ => shipping = number(1),
        }
    }

    let total: i64 = items.iter().map(|item| item.amount.max(0)).sum();
    voucher = voucher.min(total);
    let product = |item: &Item| voucher * item.amount;
    let mut shares: Vec<(i64, usize, i64)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.amount > 0)
        .map(|(i, item)| (-(product(item) % total), i, product(item) / total))
        .collect();
    shares.sort_unstable();
    let left = voucher - shares.iter().map(|(_, _, share)| share).sum::<i64>();
    for (place, (_, i, share)) in shares.into_iter().enumerate() {
        items[i].amount -= share + i64::from((place as i64) < left);
    }

    for item in &items {
        classes[item.class].net += item.amount;
    }
    classes.retain(|class| class.used);
    if let Some(top) = classes.iter().map(|class| class.rate).max() {
        classes.iter_mut().find(|class| class.rate == top).unwrap().net += shipping;
    }
    let (mut net, mut tax) = (0, 0);
    for class in &classes {
        let owed = rounded(class.net * class.rate, 1000);
        println!("{} {} {}", class.name, money(class.net), money(owed));
        net += class.net;
        tax += owed;
    }
    println!("net {}", money(net));
    println!("tax {}", money(tax));
    println!("due {}", money(net + tax));
}
