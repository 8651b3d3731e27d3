// in: Grüße, 世界! é👍\n
// out: 13 23\n!界世 ,eßürG\nGRÜSSE\n['G', 'r', 'ü']\n
fn main() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let line = line.trim_end_matches('\n');
    println!("{} {}", line.chars().count(), line.len());
    println!("{}", line.chars().take(10).collect::<String>().chars().rev().collect::<String>());
    println!("{}", line.split(',').next().unwrap().to_uppercase());
    println!("{:?}", line.char_indices().map(|(_, c)| c).take(3).collect::<Vec<char>>());
}
