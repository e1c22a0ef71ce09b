//! Credentials and options from arguments, files and the environment.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use workos_kit::{Client, ClientBuilder, Secret, WorkOs};

use crate::args::Global;
use crate::failure::Failure;

/// The number of bytes that are read of a file with a secret: a wrong path may name a huge file.
const MAX_SECRET: u64 = 64 * 1024;

impl Global {
    /// Fills absent options from environment variables; an empty variable counts as unset.
    ///
    /// The argument parser could read the variables, but it would then reject an empty variable as it rejects an empty
    /// option. An empty option has to be an error: `--base-url "$UNSET"` must not select production.
    pub(crate) fn or_environment(mut self) -> Result<Self, Failure> {
        for (option, name) in
            [(&mut self.client_id, "WORKOS_CLIENT_ID"), (&mut self.base_url, "WORKOS_BASE_URL")]
        {
            if option.is_none() {
                *option = variable(name)?;
            }
        }
        Ok(self)
    }

    /// Returns the API key from `--api-key-file` or, without that option, from `WORKOS_API_KEY`.
    pub(crate) fn api_key(&self) -> Result<Option<Secret>, Failure> {
        secret(self.api_key_file.as_deref(), "WORKOS_API_KEY")
    }

    /// Returns the client id, if there is one.
    pub(crate) fn client_id(&self) -> Option<&str> {
        self.client_id.as_deref()
    }

    /// Returns a client builder with these options.
    pub(crate) fn client(&self) -> Result<ClientBuilder, Failure> {
        Ok(self.client_with(self.api_key()?))
    }

    /// Returns a client builder with these options and a key that was already read, since stdin can be read only once.
    pub(crate) fn client_with(&self, key: Option<Secret>) -> ClientBuilder {
        let mut builder = Client::builder().user_agent(concat!("workos-cli/", env!("CARGO_PKG_VERSION")));
        if let Some(key) = key {
            builder = builder.api_key(key);
        }
        if let Some(id) = self.client_id() {
            builder = builder.client_id(id);
        }
        if let Some(url) = &self.base_url {
            builder = builder.base_url(url);
        }
        if self.allow_http {
            builder = builder.allow_http();
        }
        if let Some(timeout) = self.timeout {
            builder = builder.timeout(timeout);
        }
        builder
    }

    /// Builds the facade with these options.
    pub(crate) fn workos(&self) -> Result<WorkOs, Failure> {
        Ok(WorkOs::from(self.client()?.build()?))
    }
}

/// Reads a secret from a file (`-` is stdin) or, without a file, from an environment variable.
///
/// An empty variable counts as unset; an empty file is an error.
pub(crate) fn secret(file: Option<&Path>, variable: &str) -> Result<Option<Secret>, Failure> {
    let Some(path) = file else {
        return Ok(self::variable(variable)?.map(Secret::from));
    };
    let shown = path.display();
    let refuse = |error: &io::Error| {
        let hint = format!("The file must contain the value of {variable} as one line of text.");
        Failure::usage(format!("{shown} cannot be read: {error}")).with_hint(hint)
    };
    let mut text = String::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(MAX_SECRET).read_to_string(&mut text)
    } else {
        fs::File::open(path).and_then(|file| file.take(MAX_SECRET).read_to_string(&mut text))
    };
    read.map_err(|error| refuse(&error))?;
    match filled(Some(&text)) {
        Some(text) => Ok(Some(Secret::from(text))),
        None => Err(Failure::usage(format!("{shown} is empty"))),
    }
}

/// Reads an environment variable; an empty one counts as unset.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    match std::env::var(name) {
        Ok(value) => Ok(filled(Some(&value)).map(str::to_owned)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::usage(format!("{name} is not Unicode")).with_hint("Set the variable to UTF-8 text."))
        }
    }
}

/// Writes a secret to a file that only its owner can read.
pub(crate) fn save_secret(path: &Path, secret: &Secret) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        // The mode above applies to new files only.
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        io::Write::write_all(&mut file, format!("{}\n", secret.expose()).as_bytes())
    });
    written.map_err(|error| Failure::usage(format!("{} cannot be written: {error}", path.display())))
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_trimmed_and_an_empty_or_missing_file_is_a_usage_error() {
        let path = std::env::temp_dir().join(format!("workos-cli-key-{}", std::process::id()));
        fs::write(&path, "sk_1\r\n").unwrap();
        let key = secret(Some(&path), "WORKOS_CLI_TEST_UNSET").unwrap().unwrap();
        assert_eq!(key.expose(), "sk_1");
        fs::write(&path, "\n").unwrap();
        assert_eq!(secret(Some(&path), "WORKOS_CLI_TEST_UNSET").unwrap_err().exit_code(), 2);
        fs::remove_file(&path).unwrap();
        let error = secret(Some(&path), "WORKOS_CLI_TEST_UNSET").unwrap_err();
        assert!(error.hint().is_some_and(|hint| hint.contains("WORKOS_CLI_TEST_UNSET")), "{error}");
        assert!(secret(None, "WORKOS_CLI_TEST_UNSET").unwrap().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_saved_token_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::temp_dir().join(format!("workos-cli-token-{}", std::process::id()));
        fs::write(&path, "older and longer than the token").unwrap();
        save_secret(&path, &Secret::from("abc")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "abc\n");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::remove_file(&path).unwrap();
    }
}
