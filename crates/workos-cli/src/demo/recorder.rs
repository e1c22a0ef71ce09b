//! Records the requests of the demo to a cassette.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use workos_kit::transport::Transport;
use workos_transport_record::{Cassette, CassetteError};

use super::form::{Form, Kind};
use crate::failure::Failure;

/// A recording in progress.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    recorded: Arc<workos_transport_record::Recorder<Arc<dyn Transport>>>,
    path: PathBuf,
}

impl Recorder {
    /// Starts to record the requests through this transport. An existing file is replaced.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn start(wire: Arc<dyn Transport>, path: &Path) -> Result<Self, Failure> {
        // Write the file now, so that a wrong path fails before the sign-in.
        Cassette::default().save(path).map_err(|error| refused(&error))?;
        Ok(Self {
            recorded: Arc::new(workos_transport_record::Recorder::in_memory(wire)),
            path: path.to_owned(),
        })
    }

    /// Returns the recording transport.
    pub(crate) fn transport(&self) -> Arc<dyn Transport> {
        self.recorded.clone()
    }

    /// Writes the file, and returns the number of its requests.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn save(&self) -> Result<usize, Failure> {
        let text = with_masked_forms(&self.recorded.cassette().to_string());
        let cassette =
            Cassette::parse(&text).and_then(|cassette| cassette.save(&self.path).map(|()| cassette));
        cassette.map(|cassette| cassette.len()).map_err(|error| refused(&error))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Converts the error of a cassette that cannot be read or written.
pub(crate) fn refused(error: &CassetteError) -> Failure {
    Failure::usage(error.to_string())
}

/// Masks the hidden fields of forms in the recorded pages of a cassette.
///
/// A recording masks the fields of a request by their names. A page contains the value of a hidden field before any
/// request sends it, so the recording cannot mask the page by itself.
fn with_masked_forms(cassette: &str) -> String {
    let Ok(mut document) = serde_json::from_str::<Value>(cassette) else { return cassette.to_owned() };
    let Some(interactions) = document["interactions"].as_array_mut() else { return cassette.to_owned() };
    let sent: Vec<(String, String)> = interactions
        .iter()
        .filter_map(|interaction| interaction["request"]["body"]["form"].as_object())
        .flatten()
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
        .collect();
    for page in
        interactions.iter_mut().filter_map(|interaction| interaction.pointer_mut("/response/body/text"))
    {
        let Some(mut html) = page.as_str().map(str::to_owned) else { continue };
        for control in Form::all(&html).into_iter().flat_map(|form| form.controls) {
            let masked = sent.iter().find(|(name, _)| control.kind == Kind::Hidden && *name == control.name);
            if let Some((_, masked)) = masked.filter(|_| !control.value.is_empty()) {
                html = html.replace(&control.value, masked);
            }
        }
        *page = html.into();
    }
    document.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_hidden_field_has_the_same_mask_in_its_page_and_in_its_request() {
        let page = r#"<form><input type="hidden" name="token" value="canary"><button name="p" value="1">A</button></form>"#;
        let cassette = json!({"interactions": [
            {"response": {"body": {"text": page}}},
            {"request": {"body": {"form": {"token": "masked-token-1", "p": "1"}}}},
        ]});
        let masked = with_masked_forms(&cassette.to_string());
        assert!(!masked.contains("canary") && masked.contains(r#"value=\"masked-token-1\""#), "{masked}");
        assert!(masked.contains(r#"name=\"p\" value=\"1\""#), "{masked}");
        assert_eq!(with_masked_forms("no JSON"), "no JSON");
    }
}
