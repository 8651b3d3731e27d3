use task::*;
use std::collections::*;
use std::rc::Rc;
#[test] fn ints() { let a: u64 = 3; assert_eq!(a, 3); assert_eq!(3, a); let b: u8 = 255; assert_eq!(b, 255); assert_eq!(b as i64, 255); let c: usize = 0; assert_eq!(c, 0); assert_eq!(vec![1u8, 2].len(), 2); assert_eq!(-1i64, -1); assert_eq!(i128::MAX, i128::MAX); assert_eq!([1u16; 3], [1, 1, 1]); }
#[test] fn floats() { let x: f32 = 1.5; assert_eq!(x, 1.5); assert_eq!(0.1 + 0.2, 0.30000000000000004); assert!((x - 1.5).abs() < 1e-6); }
#[test] fn strs() { let s = String::from("x"); assert_eq!(s.as_str(), "x"); assert_eq!("x", s.as_str()); assert_eq!("x", s); assert_eq!(&s, "x"); assert_eq!(s, "x".to_owned()); assert_eq!(s.chars().next(), Some('x')); assert_eq!(Some(s.as_str()), Some("x")); assert_eq!(s.split(',').collect::<Vec<_>>(), ["x"]); assert_eq!(s.split(',').collect::<Vec<&str>>(), vec!["x"]); assert_eq!(s.as_bytes(), b"x"); assert_eq!(&s[..], "x"); let t = s.clone(); assert_eq!([s.as_str(), t.as_str()], ["x", "x"]); assert_eq!((s.as_str(), 1), ("x", 1)); }
#[test] fn empties() { let v: Vec<i32> = vec![]; assert_eq!(v, vec![]); assert_eq!(v, []); assert_eq!(v, &[]); assert_eq!(Vec::<String>::new(), Vec::<String>::new()); assert_eq!(v.first(), None); assert_eq!(v.iter().max(), None); let o: Option<Vec<P>> = None; assert_eq!(o, None); assert_eq!(Some(vec![P(1)]), Some(vec![P(1)])); }
#[test] fn maps() { let mut m = HashMap::new(); m.insert("a", 1); assert_eq!(m.get("a"), Some(&1)); assert_eq!(m["a"], 1); assert_eq!(m, HashMap::from([("a", 1)])); assert_eq!(m.get("a").copied().unwrap_or(0), 1); let b: BTreeMap<String, Vec<i32>> = BTreeMap::new(); assert_eq!(b.get("x"), None); assert_eq!(b.len(), 0); assert_eq!(BTreeSet::from([1]), [1].into_iter().collect()); assert_eq!(VecDeque::from([1, 2]), [1, 2]); }
#[test] fn results() { let r: std::result::Result<i32, String> = Err("no".into()); assert_eq!(r, Err("no".to_string())); assert_eq!(r.as_ref().unwrap_err(), "no"); assert_eq!("x".parse::<i32>().is_err(), true); assert_eq!("3".parse::<i32>(), Ok(3)); assert_eq!(r.clone().map_err(|e| e.len()), Err(2)); let q: std::result::Result<(), Box<dyn std::error::Error>> = Ok(()); assert!(q.is_ok()); assert_eq!(p_result(1), Ok(P(1))); assert_eq!(p_result(-1), Err(PErr::Negative)); assert_eq!(p_result(-1).unwrap_err(), PErr::Negative); }
#[test] fn refs() { let v = vec![P(1), P(2)]; assert_eq!(v[0], P(1)); assert_eq!(v.get(1), Some(&P(2))); assert_eq!(&v[..1], &[P(1)]); assert_eq!(v, [P(1), P(2)]); assert_eq!(v.iter().map(|p| p.0).collect::<Vec<_>>(), vec![1, 2]); let r = Rc::new(3); assert_eq!(*r, 3); assert_eq!(r, Rc::new(3)); assert_eq!(Rc::strong_count(&r), 1); let b = Box::new(4); assert_eq!(*b, 4); assert_eq!(b, Box::new(4)); let c = std::cell::RefCell::new(5); assert_eq!(*c.borrow(), 5); assert_eq!(c.borrow().clone(), 5); }
#[test] fn conditions() { let v = vec![1, 2]; assert!(v.contains(&1)); assert!(!v.is_empty()); assert!(v.len() == 2); assert!(v.len() == 2, "len {}", v.len()); assert!(v[0] == 1 && v[1] == 2); assert!(v.iter().any(|&x| x == 2), "any"); assert!(matches!(v.first(), Some(1))); assert!(matches!(p_result(-1), Err(PErr::Negative))); assert_ne!(v[0], v[1]); assert!(if v.len() == 2 { true } else { false }); let s = "a"; assert!(s == "a"); assert!("a" == s); let st = String::from("a"); assert!(st == "a"); assert!(st.as_str() == s); assert!(v == vec![1, 2]); assert!(v.get(0) == Some(&1)); assert!(P(1) == P(1)); assert!(P(1) == 1); debug_assert!(v.len() == 2); let f = 1.0f64; assert!(f == 1.0); assert!(v.len() as i32 == 2); assert!(v.len() % 2 == 0); assert!(1 + 1 == 2, ); }
#[test] fn panics() { let r = std::panic::catch_unwind(|| { p_panic() }); assert!(r.is_err()); assert_eq!(std::panic::catch_unwind(|| 3).unwrap(), 3); }
#[test] fn nested() { assert_eq!(vec![vec![1, 2], vec![]], vec![vec![1, 2], Vec::new()]); assert_eq!(vec![("a".to_string(), 1)], vec![("a".to_string(), 1)]); assert_eq!(vec![Some(1), None], [Some(1), None]); assert_eq!((1, 2, 3), (1, 2, 3)); assert_eq!([[0; 2]; 2], [[0, 0], [0, 0]]); assert_eq!(Some(Some(1)), Some(Some(1))); assert_eq!(std::cmp::Ordering::Less, 1.cmp(&2)); assert_eq!(std::time::Duration::from_secs(1).as_millis(), 1000); assert_eq!(format!("{:?}", P(1)), "P(1)"); assert_eq!(P(1).to_string(), "p1"); }
fn check<T: PartialEq + std::fmt::Debug + Clone>(a: &[T], b: Vec<T>) { assert_eq!(a, b); assert_eq!(a.to_vec(), b, "no {:?}", a); assert!(a == b); for (x, y) in a.iter().zip(&b) { assert_eq!(x, y); assert_eq!(*x, *y); } }
#[test] fn generics() { check(&[1], vec![1]); check(&["a"], vec!["a"]); check::<P>(&[], vec![]); }
macro_rules! cases { ($($n:ident: $a:expr => $b:expr,)*) => { $( #[test] fn $n() { assert_eq!($a, $b); assert!($a == $b); } )* } }
cases! { one: 1 + 1 => 2, two: "a".len() => 1, }
#[test] fn threads() { let h = std::thread::spawn(|| { assert_eq!(1, 1); 5 }); assert_eq!(h.join().unwrap(), 5); let (t, r) = std::sync::mpsc::channel(); t.send(1).unwrap(); assert_eq!(r.recv(), Ok(1)); assert_eq!(r.try_recv().is_err(), true); }
#[test] fn mutable() { let mut v = vec![3, 1]; v.sort(); assert_eq!(v, [1, 3]); assert_eq!(v.pop(), Some(3)); let mut it = v.iter(); assert_eq!(it.next(), Some(&1)); assert_eq!(it.next(), None); let mut c = || { v.len() }; assert_eq!(c(), 1); let mut s = String::new(); s.push('a'); assert_eq!(s, "a"); assert_eq!(std::mem::take(&mut s), "a"); }
#[test] fn question() -> std::result::Result<(), Box<dyn std::error::Error>> { let n: i32 = "4".parse()?; assert_eq!(n, 4); Ok(()) }
#[test] #[should_panic] fn should() { p_panic() }
#[test] #[should_panic(expected = "own words")] fn should_words() { p_panic() }

#[test]
fn branches() {
    let (v, s) = (vec![1, 2], String::from("a"));
    if v.len() != 2 { panic!("len {}", v.len()) }
    if s == "b" { panic!() } else if s != "a" { panic!() }
    if v == [1, 2] && s == "a" {} else { panic!() }
    if let Some(x) = v.first() { if *x != 1 { panic!() } }
    if v.iter().filter(|&&x| x == 1).count() != 1 { panic!() }
    if p_result(1) != Ok(P(1)) { panic!() }
    if P(1) != 1 { panic!() }
    let kind = if s.len() == 1 { "one" } else { "many" };
    assert_eq!(kind, "one");
    for n in [1, 2] { if n % 2 == 0 { continue } if (n as usize) != 1 { break } }
    match v.len() { n if n == 2 => {} _ => panic!() }
    if !s.is_empty() == false { panic!() }
}
