//! admin-portal
