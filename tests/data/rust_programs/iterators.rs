// in: 
// out: 220\n[(1, 'a'), (2, 'b'), (3, 'c')]\nSome(9)\n[[1, 2], [3, 4], [5]]\ntrue 3\n
fn main() {
    println!("{}", (1..=10).filter(|n| n % 2 == 0).map(|n| n * n).sum::<u32>());
    println!("{:?}", (1..).zip("abc".chars()).collect::<Vec<_>>());
    println!("{:?}", [3, 9, 4].iter().max());
    println!("{:?}", [1, 2, 3, 4, 5].chunks(2).collect::<Vec<_>>());
    let flat: Vec<i32> = vec![vec![1], vec![2, 3]].into_iter().flatten().collect();
    println!("{} {}", flat.iter().any(|&x| x == 3), flat.iter().rev().skip_while(|x| **x > 3).step_by(1).fold(0, |a, _| a + 1));
}
