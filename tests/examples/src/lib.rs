#![doc = include_str!("../README.md")]

pub mod connections_job;
pub mod login;
pub mod pipes_worker;
pub mod ureq_transport;
pub mod webhooks;
pub mod widget_tokens;
