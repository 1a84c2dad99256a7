//! The nearest known word.

/// The word of `known` that `word` was most likely meant to be, if one is near enough to be offered.
///
/// ```
/// assert_eq!(cors_rules::nearest("alow_origns", ["allow_origins", "max_age"]), Some("allow_origins"));
/// assert_eq!(cors_rules::nearest("colour", ["allow_origins", "max_age"]), None);
/// ```
#[must_use]
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_ascii_lowercase();
    // Nothing that long is a slip, and the distance costs the product of the lengths.
    if word.len() > 64 {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(distance, candidate)| distance.saturating_mul(3) <= candidate.len().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether one slip of a key makes `word` of `known`, or another sign between its words.
pub(crate) fn is_slip(word: &str, known: &str) -> bool {
    let letters = |text: &str| text.replace(['-', '_'], "");
    word.len().abs_diff(known.len()) <= 3
        && (distance(word, known) == 1 || (word != known && letters(word) == letters(known)))
}

/// How many characters have to be put in, taken out, changed or swapped with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<_>, Vec<_>) = (left.chars().collect(), right.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, from) in left.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, to) in right.iter().enumerate() {
            let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX);
            let changed = cell(&last, column).saturating_add(usize::from(from != to));
            let taken_out = cell(&last, column + 1).saturating_add(1);
            let put_in = cell(&next, column).saturating_add(1);
            let mut cheapest = changed.min(taken_out).min(put_in);
            let swapped = row > 0
                && column > 0
                && left.get(row - 1) == Some(to)
                && right.get(column - 1) == Some(from);
            if swapped {
                cheapest = cheapest.min(cell(&before_last, column - 1).saturating_add(1));
            }
            next.push(cheapest);
        }
        before_last = last;
        last = next;
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances_are_those_of_the_restricted_edit_distance() {
        for (left, right, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
            assert_eq!(distance(right, left), expected, "{right} {left}");
        }
    }

    #[test]
    fn only_a_slip_is_corrected() {
        let known = ["allow_origins", "allow_methods", "max_age"];
        assert_eq!(nearest("allow_origin", known), Some("allow_origins"));
        assert_eq!(nearest("MAX_AGE", known), Some("max_age"));
        assert_eq!(nearest("maxage", known), Some("max_age"));
        assert_eq!(nearest("preflight", known), None);
        assert_eq!(nearest(&"a".repeat(100_000), known), None);
    }
}
