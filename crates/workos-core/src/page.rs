//! One page of a list.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// One page of a list, newest first by default.
///
/// `list_metadata.after` is the cursor of the next page; `None` marks the end of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
pub struct Page<T> {
    /// The objects of this page, at most as many as the call's `limit`.
    pub data: Vec<T>,
    /// The cursors of the neighbouring pages.
    #[serde(default, alias = "listMetadata", deserialize_with = "workos_internal::null_as_default")]
    pub list_metadata: ListMetadata,
}

impl<T> Page<T> {
    /// Creates a page from its objects and cursors.
    pub const fn new(data: Vec<T>, list_metadata: ListMetadata) -> Self {
        Self { data, list_metadata }
    }

    /// The cursor of the page after this one. An empty or absent cursor marks the end of the list.
    pub fn after(&self) -> Option<&str> {
        self.list_metadata.after.as_deref().filter(|cursor| !cursor.is_empty())
    }

    /// The cursor of the page before this one.
    pub fn before(&self) -> Option<&str> {
        self.list_metadata.before.as_deref().filter(|cursor| !cursor.is_empty())
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.data.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.data.iter()
    }
}

/// The cursors of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ListMetadata {
    /// The value of the parameter `before` that requests the page before this one.
    #[serde(default)]
    pub before: Option<String>,
    /// The value of the parameter `after` that requests the page after this one.
    #[serde(default)]
    pub after: Option<String>,
}

impl ListMetadata {
    /// Creates the cursors of a page.
    #[must_use]
    pub const fn new(before: Option<String>, after: Option<String>) -> Self {
        Self { before, after }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_metadata_or_with_an_empty_cursor_is_the_last() {
        let page: Page<u8> = serde_json::from_str(r#"{"data":[1,2]}"#).unwrap();
        assert_eq!(page.after(), None);
        let page: Page<u8> =
            serde_json::from_str(r#"{"object":"list","data":[],"list_metadata":{"after":"","before":null}}"#)
                .unwrap();
        assert_eq!(page.after(), None);
        let page: Page<u8> = serde_json::from_str(r#"{"data":[],"list_metadata":null}"#).unwrap();
        assert_eq!(page.after(), None);
    }

    #[test]
    fn cursors_in_the_format_from_before_2022_are_read() {
        let page: Page<u8> =
            serde_json::from_str(r#"{"data":[1],"listMetadata":{"before":null,"after":"conn_1"}}"#).unwrap();
        assert_eq!(page.after(), Some("conn_1"));
        let page: Page<u8> = serde_json::from_str(r#"{"data":[1],"listMetadata":null}"#).unwrap();
        assert_eq!(page.after(), None);
    }
}
