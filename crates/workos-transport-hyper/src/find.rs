//! Looking for an error of one type among the causes of another.

use std::error::Error;
use std::io;

/// Finds the first error of this type among an error and its causes.
pub(crate) fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    causes(error).find_map(|error| error.downcast_ref())
}

/// Lists an error and its causes.
///
/// An `io::Error` shows the cause of the error it wraps as its own, which hides the wrapped error. So the wrapped error
/// is listed too.
pub(crate) fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| {
        let error: &'a (dyn Error + 'static) = *error;
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        }
    })
}
