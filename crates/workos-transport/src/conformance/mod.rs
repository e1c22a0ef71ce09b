//! The suite that any transport must pass.
