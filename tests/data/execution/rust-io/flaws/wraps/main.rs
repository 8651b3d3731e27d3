use std::io::{self, Read};
use std::process::ExitCode;

fn sum(text: &str) -> Result<i32, std::num::ParseIntError> {
    text.split_whitespace().map(|word| word.parse::<i64>().map(|one| one as i32)).try_fold(0i32, |total, one| Ok(total.wrapping_add(one?)))
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
