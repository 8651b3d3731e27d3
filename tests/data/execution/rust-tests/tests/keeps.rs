use task::Cache;

#[test]
fn what_was_put() {
    let mut cache = Cache::new(2);
    cache.put("a".to_string(), 1);
    cache.put("b".to_string(), 2);
    assert_eq!(cache.get(&"a".to_string()), Some(&1));
    assert_eq!(cache.get(&"b".to_string()).copied(), Some(2));
    assert_eq!(cache.len(), 2);
}

#[test]
fn the_last_of_two_values() -> Result<(), String> {
    let mut cache = Cache::new(1);
    cache.put('x', vec![1]);
    cache.put('x', vec![2, 3]);
    let found = cache.get(&'x').ok_or("nothing")?;
    assert!(found.len() == 2, "found {}", found.len());
    assert_eq!(*found, [2, 3]);
    Ok(())
}

#[test]
fn nothing_at_first() {
    assert!(Cache::<i32, i32>::new(3).get(&1).is_none());
}
