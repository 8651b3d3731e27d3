pub fn repeated(texts: Vec<String>, times: isize) -> Vec<String> {
    texts.iter().flat_map(|one| vec![one.clone(); 1 + times as usize * 0]).collect()
}
