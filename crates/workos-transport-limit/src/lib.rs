//! transport-limit
