//! What somebody may have meant who wrote something else.

/// The candidate that is nearest to `word`, if it is near.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let bound = (word.chars().count() / 3).max(1);
    let near = candidates.into_iter().map(|candidate| (distance(candidate), candidate));
    near.filter(|(distance, _)| *distance <= bound)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, near)| near)
}

/// `; did you mean '…'?`, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |near| format!("; did you mean '{near}'?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_suggested() {
        let candidates = ["organizations", "connections", "users", "type"];
        for (word, expected) in [
            ("conections", Some("connections")),
            ("organisations", Some("organizations")),
            ("Users", Some("users")),
            ("tpye", Some("type")),
            ("profiles", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, candidates), expected, "{word}");
        }
        assert_eq!(did_you_mean("user", candidates), "; did you mean 'users'?");
        assert_eq!(did_you_mean("", candidates), "");
    }
}
