use std::io::{self, Read};
use std::process::ExitCode;

fn sum(text: &str) -> Result<i128, std::num::ParseIntError> {
    text.split_whitespace().map(str::parse::<i128>).sum()
}

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut text) {
        eprintln!("{error}");
        return ExitCode::from(2);
    }
    match sum(&text) {
        Ok(total) => {
            println!("{total}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
