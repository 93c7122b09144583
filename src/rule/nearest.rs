//! The value of a list that is nearest to another one: what somebody probably meant.

/// How many characters must be put in, taken out or exchanged to turn one text into the other (Levenshtein).
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((y, above), left_above) in b.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or_default();
            next.push((left + 1).min(above + 1).min(left_above + usize::from(x != *y)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// The nearest text; the first of several.
pub fn nearest<'a>(to: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    among.min_by_key(|candidate| distance(to, candidate))
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances_are_counted() {
        assert_eq!(distance("reponse_type", "response_type"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
        let uris = ["https://a.example/cb", "https://b.example/cb"];
        assert_eq!(nearest("https://b.example/cb/", uris.into_iter()), Some(uris[1]));
    }
}
