//! transport-record
