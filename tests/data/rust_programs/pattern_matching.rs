// in: 
// out: point at 0, 3\nletter\nmany: 3\nkey 7\nnothing\n
enum Message {
    Move { x: i32, y: i32 },
    Letter(char),
    Many(Vec<u8>),
    Key(u8),
    Nothing,
}

fn describe(message: &Message) -> String {
    match message {
        Message::Move { x: 0, y } => format!("point at 0, {y}"),
        Message::Move { x, .. } => format!("x {x}"),
        Message::Letter('a'..='z' | 'A'..='Z') => "letter".to_string(),
        Message::Letter(_) => "sign".to_string(),
        Message::Many(all) if all.len() > 2 => format!("many: {}", all.len()),
        Message::Many(_) => "few".to_string(),
        Message::Key(n @ 1..=9) => format!("key {n}"),
        Message::Key(_) => "other".to_string(),
        Message::Nothing => "nothing".to_string(),
    }
}

fn main() {
    let all = [Message::Move { x: 0, y: 3 }, Message::Letter('q'), Message::Many(vec![1, 2, 3]), Message::Key(7), Message::Nothing];
    for message in &all {
        println!("{}", describe(message));
    }
    let Some(Message::Move { y, .. }) = all.first() else { panic!("no move") };
    assert_eq!(*y, 3);
}
