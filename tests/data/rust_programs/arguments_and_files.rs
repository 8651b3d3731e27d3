// in: 
// args: one two
// out: 2 ["one", "two"]\nline 2\ntrue\n
use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};

fn main() -> std::io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    println!("{} {:?}", args.len(), args);
    let mut file = File::create("notes.txt")?;
    writeln!(file, "line 1\nline 2")?;
    let lines: Vec<String> = BufReader::new(File::open("notes.txt")?).lines().collect::<Result<_, _>>()?;
    println!("{}", lines[1]);
    fs::remove_file("notes.txt")?;
    println!("{}", !std::path::Path::new("notes.txt").exists());
    Ok(())
}
