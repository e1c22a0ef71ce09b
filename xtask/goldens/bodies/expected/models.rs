//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use serde::Serialize;
use workos_core::{Patch, Secret};

/// The stand of a lamp.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Stand {
    /// The height in metres.
    pub height: f64,
    /// The legs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legs: Option<Vec<String>>,
    /// The finish.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    pub finish: Patch<String>,
}

impl Stand {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(height: f64) -> Self {
        Self { height, legs: None, finish: Default::default() }
    }

    /// The legs.
    #[must_use]
    pub fn legs(mut self, legs: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.legs = Some(legs.into_iter().map(Into::into).collect());
        self
    }

    /// The finish.
    #[must_use]
    pub fn finish(mut self, finish: impl Into<Patch<String>>) -> Self {
        self.finish = finish.into();
        self
    }
}

/// By a password.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LoginPassword {
    /// The password.
    #[serde(serialize_with = "workos_core::expose")]
    pub password: Secret,
}

impl LoginPassword {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(password: impl Into<Secret>) -> Self {
        Self { password: password.into() }
    }
}

/// By a code on a device.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct LoginDevice {
    /// The code.
    #[serde(serialize_with = "workos_core::expose")]
    pub code: Secret,
}

impl LoginDevice {
    /// Creates a value with the required fields.
    #[must_use]
    pub fn new(code: impl Into<Secret>) -> Self {
        Self { code: code.into() }
    }
}

/// How somebody logs in.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "how")]
#[non_exhaustive]
pub enum Login {
    /// By a password.
    #[serde(rename = "password")]
    Password(LoginPassword),
    /// By a code on a device.
    #[serde(rename = "device")]
    Device(LoginDevice),
}

impl From<LoginPassword> for Login {
    fn from(value: LoginPassword) -> Self {
        Self::Password(value)
    }
}

impl From<LoginDevice> for Login {
    fn from(value: LoginDevice) -> Self {
        Self::Device(value)
    }
}
