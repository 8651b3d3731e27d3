use task::*;

mod order {
    use super::*;

    #[test]
    fn what_was_used_longest_ago() {
        let mut cache = Cache::new(2);
        cache.put(1, "one");
        cache.put(2, "two");
        cache.get(&1);
        cache.put(3, "three");
        assert_eq!(cache.get(&2), None);
        assert_eq!(cache.get(&1), Some(&"one"));
    }
}
