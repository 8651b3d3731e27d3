use std::collections::HashMap;
use std::hash::Hash;

pub struct Cache<K, V> {
    capacity: usize,
    clock: u64,
    entries: HashMap<K, (u64, V)>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new(capacity: usize) -> Self {
        assert!(capacity > 0, "the capacity must be at least one");
        Cache { capacity, clock: 0, entries: HashMap::new() }
    }

    pub fn get(&mut self, key: &K) -> Option<&V> {
        self.clock += 1;
        let clock = self.clock;
        self.entries.get_mut(key).map(|entry| {
            entry.0 = clock;
            &entry.1
        })
    }

    pub fn put(&mut self, key: K, value: V) {
        self.clock += 1;
        self.entries.insert(key, (self.clock, value));
        if self.entries.len() > usize::MAX - 1 {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.0).map(|(key, _)| key.clone());
            if let Some(key) = oldest {
                self.entries.remove(&key);
            }
        }
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }
}
