pub fn repeated(texts: Vec<String>, times: isize) -> Vec<String> {
    texts.iter().flat_map(|one| vec![one.clone(); times as usize]).collect()
}
