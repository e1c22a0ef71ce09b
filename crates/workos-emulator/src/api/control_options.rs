//! Who may use the control API: whoever has its key, or this machine and the web pages that were named.

use workos_core::Secret;

use crate::base::error::EmulatorConfigError;

/// What was set about the control API.
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) key: Option<Secret>,
    /// Origins of web pages that may use it, in lower case.
    pub(crate) origins: Vec<String>,
}

impl Options {
    /// # Errors
    /// When the key is empty, or an origin is none.
    pub(crate) fn checked(mut self) -> Result<Self, EmulatorConfigError> {
        if let Some(key) = &self.key {
            let key = key.expose();
            if key.is_empty() || !key.chars().all(|c| c.is_ascii_graphic()) {
                let message =
                    "the control key must consist of visible ASCII characters, and must not be empty";
                return Err(EmulatorConfigError::new(message));
            }
        }
        for origin in &mut self.origins {
            let valid = origin.parse::<http::Uri>().is_ok_and(|uri| {
                uri.scheme().is_some()
                    && uri.host().is_some_and(|host| !host.contains('*'))
                    && uri.path() == "/"
                    && uri.query().is_none()
                    && !origin.ends_with('/')
                    && !origin.contains('@')
            });
            if !valid {
                let message = format!(
                    "'{origin}' is not an origin such as http://localhost:3000: a scheme, a host and, if it is not the \
                     default, a port, without wildcards"
                );
                return Err(EmulatorConfigError::new(message));
            }
            origin.make_ascii_lowercase();
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use crate::api::emulator::Emulator;

    #[test]
    fn an_origin_is_exact_and_a_key_is_not_empty() {
        for good in ["http://localhost:3000", "https://App.example.com", "http://[::1]:5173"] {
            assert!(Emulator::builder().control_origin(good).build().is_ok(), "{good}");
        }
        for bad in
            ["*", "null", "localhost:3000", "http://localhost:3000/", "https://*.example.com", "http://a/b"]
        {
            let error = Emulator::builder().control_origin(bad).build().unwrap_err();
            assert!(error.to_string().contains(&format!("'{bad}' is not an origin")), "{error}");
        }
        for bad in ["", "a b", "ключ"] {
            assert!(Emulator::builder().control_key(bad).build().is_err(), "{bad}");
        }
    }
}
