use std::io::{self, Read};

const SMALL: i64 = 29;

fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn main() {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let index = |name: &str| names.iter().position(|n| *n == name).unwrap();
    let mut balances = vec![0i64; names.len()];
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let payer = index(words[1]);
        if words[0] == "paid" {
            let cents: i64 = words[3].parse().unwrap();
            balances[payer] += cents;
            balances[index(words[2])] -= cents;
            continue;
        }
        let cents: i64 = words[2].parse().unwrap();
        let mut weights = vec![i64::from(words.len() == 3); names.len()];
        for part in words.get(3).iter().flat_map(|who| who.split(',')) {
            let (name, weight) = part.split_once('*').unwrap_or((part, "1"));
            weights[index(name)] = weight.parse().unwrap();
        }
        let total: i64 = weights.iter().sum();
        balances[payer] += cents;
        let mut left = cents;
        for (balance, weight) in balances.iter_mut().zip(&weights) {
            let share = cents * weight / total;
            *balance -= share;
            left -= share;
        }
        let from_payer = (payer + 1..).map(|at| at % names.len()).filter(|&at| weights[at] > 0);
        for at in from_payer.take(left as usize) {
            balances[at] -= 1;
        }
    }
    for (name, balance) in names.iter().zip(&mut balances) {
        println!("{name} {}", money(*balance));
        if balance.abs() < SMALL {
            *balance = 0;
        }
    }
    let mut payments = 0;
    loop {
        // min_by_key takes the first of equal ones, so the highest is looked for with its sign turned.
        let low = (0..names.len()).min_by_key(|&i| balances[i]).unwrap();
        let high = (0..names.len()).min_by_key(|&i| -balances[i]).unwrap();
        let cents = (-balances[low]).min(balances[high]);
        if cents <= 0 {
            break;
        }
        balances[low] += cents;
        balances[high] -= cents;
        println!("{} pays {} {}", names[low], names[high], money(cents));
        payments += 1;
    }
    if payments == 0 {
        println!("settled");
    }
}
