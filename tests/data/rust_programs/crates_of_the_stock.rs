// in: {"name": "ada", "age": 36}\n
// args: --times 2
// crates: yes
// out: ada 36\nada 36\n{"name":"ada","age":36}\n["2024", "12"]\ntrue\n
use clap::Parser;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use regex::Regex;
use serde::{Deserialize, Serialize};

#[derive(Parser, Debug)]
#[command(author, version, about, long_about = None)]
struct Args {
    #[arg(short, long, default_value_t = 1)]
    times: u8,
}

#[derive(Serialize, Deserialize, Debug)]
struct Person {
    name: String,
    age: u8,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse();
    let person: Person = serde_json::from_reader(std::io::stdin())?;
    for _ in 0..args.times {
        println!("{} {}", person.name, person.age);
    }
    println!("{}", serde_json::to_string(&person)?);
    let numbers = Regex::new(r"\d+")?;
    println!("{:?}", numbers.find_iter("2024-12").map(|m| m.as_str()).collect::<Vec<_>>());
    println!("{}", (0..10).contains(&StdRng::seed_from_u64(7).random_range(0..10)));
    Ok(())
}
