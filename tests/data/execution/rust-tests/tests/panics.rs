#[test]
#[should_panic(expected = "capacity")]
fn without_room() {
    let _ = task::Cache::<u8, u8>::new(0);
}
