//! transport-cache
