//! Handlers of single sign-on.

pub(crate) mod authorize;
pub(crate) mod logout;
pub(crate) mod token;
