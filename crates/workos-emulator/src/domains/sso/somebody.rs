//! A person who is entered on the sign-in page, as an identity provider would describe them.

use serde_json::{Map, Value};

use crate::base::footprint;
use crate::base::ids::Moment;
use crate::base::text_limits::check_text;
use crate::domains::sso::seed::NewProfile;
use crate::domains::state::State;
use crate::http::formats::check_email;
use crate::http::page_forms::Form;
use crate::http::rejected::Rejected;

/// How many groups a person can have on the page. No key is needed there, so that what people can add is limited.
const MOST_GROUPS: usize = 100;
/// The bytes in memory of all custom attributes of such a person.
const LARGEST_ATTRIBUTES: usize = 8 * 1024;

/// What is wrong with a form, in a sentence for the page.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The field of the form; empty if it is about the whole form.
    pub(crate) field: &'static str,
    pub(crate) text: String,
}

impl Problem {
    pub(crate) fn new(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, text: text.into() }
    }
}

impl From<Rejected> for Problem {
    fn from(rejected: Rejected) -> Self {
        Self::new(rejected.field, rejected.to_string())
    }
}

/// Reads the person of a form.
///
/// # Errors
/// When a field is too long or cannot be read.
pub(crate) fn read(form: &Form, connection_id: &str) -> Result<NewProfile, Problem> {
    let email = form.get("email").unwrap_or_default();
    check_email(email)
        .map_err(|_| Problem::new("email", "E-mail address: enter an address like ada@example.com."))?;
    let mut person = NewProfile::new(connection_id, email);
    person.first_name = text(form, "first_name", "First name")?;
    person.last_name = text(form, "last_name", "Last name")?;
    let groups = text(form, "groups", "Groups")?.unwrap_or_default();
    person.groups =
        groups.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if person.groups.len() > MOST_GROUPS {
        return Err(Problem::new("groups", format!("Groups: enter at most {MOST_GROUPS}.")));
    }
    person.custom_attributes = attributes(text(form, "custom_attributes", "Custom attributes")?.as_deref())?;
    Ok(person)
}

fn text(form: &Form, field: &'static str, label: &str) -> Result<Option<String>, Problem> {
    let Some(text) = form.get(field) else { return Ok(None) };
    check_text(field, text).map_err(|expected| Problem::new(field, format!("{label}: enter {expected}.")))?;
    Ok(Some(text.to_owned()))
}

fn attributes(text: Option<&str>) -> Result<Map<String, Value>, Problem> {
    let Some(text) = text else { return Ok(Map::new()) };
    let problem = |reason: &str| {
        Problem::new("custom_attributes", format!("Custom attributes: enter a JSON object ({reason})."))
    };
    match serde_json::from_str(text) {
        Ok(value) if footprint::of_value(&value) > LARGEST_ATTRIBUTES => {
            Err(problem("this one is too large"))
        }
        Ok(Value::Object(attributes)) => Ok(attributes),
        Ok(_) => Err(problem("this is another JSON value")),
        Err(error) => Err(problem(&error.to_string())),
    }
}

impl State {
    /// Finds or creates a person who is entered on the sign-in page. A known person gets the values that were entered,
    /// as an identity provider sends them at each sign-in.
    pub(crate) fn person_of_sign_in(
        &mut self,
        new: NewProfile,
        moment: Moment<'_>,
    ) -> Result<String, Rejected> {
        let known = self.person_by_email(&new.connection, &new.email).map(|person| person.id.clone());
        let Some(id) = known else { return self.add_person_by_sign_in(new, moment) };
        self.sso.profiles.change(&id, |person| {
            person.first_name = new.first_name.or_else(|| person.first_name.take());
            person.last_name = new.last_name.or_else(|| person.last_name.take());
            if !new.groups.is_empty() {
                person.groups = new.groups;
            }
            if !new.custom_attributes.is_empty() {
                person.custom_attributes = new.custom_attributes;
            }
        });
        Ok(id)
    }
}
