// in: 
// out: 
// exit: 1
fn main() -> Result<(), String> {
    Err("it failed".into())
}
