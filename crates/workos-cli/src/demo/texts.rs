//! Texts of several steps.

use workos_kit::Secret;

use super::browser::Page;
use super::form::text_of;

/// The heading of a page, or its status.
pub(super) fn heading(page: &Page) -> String {
    text_of(&page.html, "h1").unwrap_or_else(|| format!("status {}", page.status))
}

/// What stands for a secret.
pub(super) fn length(secret: &Secret) -> String {
    format!("{} characters", secret.expose().len())
}
