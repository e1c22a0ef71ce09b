//! What goes over the wire, kept for a replay.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use workos_kit::transport::Transport;
use workos_transport_record::{Cassette, CassetteError, Recorded};

use super::form::{Form, Kind};
use crate::failure::Failure;

/// A recording under way.
#[derive(Clone, Debug)]
pub(crate) struct Tape {
    recorded: Arc<Recorded<Arc<dyn Transport>>>,
    path: PathBuf,
}

impl Tape {
    /// Records what passes through this transport, for a file, which is replaced.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn start(wire: Arc<dyn Transport>, path: &Path) -> Result<Self, Failure> {
        // Better now than after the sign-in.
        Cassette::default().save(path).map_err(|error| refused(&error))?;
        Ok(Self { recorded: Arc::new(Recorded::in_memory(wire)), path: path.to_owned() })
    }

    /// The transport that records.
    pub(crate) fn transport(&self) -> Arc<dyn Transport> {
        self.recorded.clone()
    }

    /// Writes the file; says how many requests it holds.
    ///
    /// # Errors
    /// When the file cannot be written.
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

/// A cassette that cannot be read or written.
pub(crate) fn refused(error: &CassetteError) -> Failure {
    Failure::usage(error.to_string())
}

/// The text of a cassette in which pages no longer hold the secrets of their forms.
///
/// A recording masks what is sent by the names of its fields. What a form hides is in its page before it is sent, when
/// nothing tells yet that it is a secret.
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
    fn what_a_form_hides_is_masked_in_its_page_as_it_was_when_sent() {
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
