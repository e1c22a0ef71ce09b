//! Looking for an error of one type among the causes of another.

use std::error::Error;

/// Finds the first error of this type among an error and its causes.
///
/// An `io::Error` shows the cause of the error it wraps as its own, which hides the wrapped error. So the wrapped error
/// is searched too.
pub(crate) fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
