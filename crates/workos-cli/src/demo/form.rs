//! A minimal HTML parser, for the forms of a page.

use std::collections::BTreeMap;

/// A form of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The target URL, relative to the page; empty means the page itself.
    pub(crate) action: String,
    /// Whether the form is sent by POST. Otherwise its fields become the query of a GET.
    pub(crate) is_post: bool,
    /// The controls that have a name, in document order.
    pub(crate) controls: Vec<Control>,
}

/// An `input`, a `button` or a `select` with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Control {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) value: String,
    /// The text that a person sees on the control.
    pub(crate) label: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A hidden field: always sent with the form.
    Hidden,
    /// A checked box: sent with the form unless the person unchecks it.
    Checked,
    /// A submit button: sent if the person presses it.
    Submit,
    /// Any other control, which the person fills in.
    Other,
}

impl Form {
    /// Parses the forms of a page.
    pub(crate) fn all(html: &str) -> Vec<Self> {
        let mut forms = Vec::new();
        let mut open: Option<Self> = None;
        let mut in_button = false;
        for piece in Pieces(html) {
            match piece {
                Piece::Text(text) => {
                    let button =
                        open.as_mut().filter(|_| in_button).and_then(|form| form.controls.last_mut());
                    if let Some(button) = button {
                        let words = format!("{} {}", button.label, decode(text));
                        button.label = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    }
                }
                Piece::Close("form") => forms.extend(open.take()),
                Piece::Close("button") => in_button = false,
                Piece::Close(_) => {}
                Piece::Open("form", attributes) => {
                    // Forms do not nest, so a second form ends the first.
                    forms.extend(open.replace(Self {
                        action: attributes.text("action"),
                        is_post: attributes.text("method").eq_ignore_ascii_case("post"),
                        controls: Vec::new(),
                    }));
                }
                Piece::Open(tag @ ("input" | "button" | "select"), attributes) => {
                    in_button = false;
                    let Some(form) = &mut open else { continue };
                    if let Some(control) = control(tag, &attributes) {
                        in_button = tag == "button";
                        form.controls.push(control);
                    }
                }
                Piece::Open(..) => {}
            }
        }
        forms.extend(open);
        forms
    }

    /// Returns the submit buttons.
    pub(crate) fn buttons(&self) -> impl Iterator<Item = &Control> {
        self.controls.iter().filter(|control| control.kind == Kind::Submit)
    }

    /// Returns the fields that are sent when this button is pressed.
    pub(crate) fn press<'a>(&'a self, button: &'a Control) -> Vec<(&'a str, &'a str)> {
        self.default_fields().chain([(button.name.as_str(), button.value.as_str())]).collect()
    }

    /// Returns the fields that are sent when these values are filled in and the form is submitted.
    ///
    /// Returns `None` if the form has no field for one of the values.
    pub(crate) fn fill<'a>(&'a self, values: &[(&'a str, &'a str)]) -> Option<Vec<(&'a str, &'a str)>> {
        let asks_for = |name: &str| {
            self.controls.iter().any(|control| control.kind == Kind::Other && control.name == name)
        };
        let known = values.iter().all(|(name, _)| asks_for(name));
        known.then(|| self.default_fields().chain(values.iter().copied()).collect())
    }

    /// Returns the fields that are sent if the person fills in nothing.
    fn default_fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_sent = |control: &&Control| matches!(control.kind, Kind::Hidden | Kind::Checked);
        self.controls.iter().filter(is_sent).map(|control| (control.name.as_str(), control.value.as_str()))
    }
}

fn control(tag: &str, attributes: &Attributes) -> Option<Control> {
    if attributes.0.contains_key("disabled") {
        return None;
    }
    let kind = match (tag, attributes.text("type").to_ascii_lowercase().as_str()) {
        ("input", "hidden") => Kind::Hidden,
        ("input", "checkbox") if attributes.0.contains_key("checked") => Kind::Checked,
        // A button without a type submits.
        ("button", "" | "submit") | ("input", "submit") => Kind::Submit,
        _ => Kind::Other,
    };
    let name = attributes.text("name");
    let mut value = attributes.text("value");
    if kind == Kind::Checked && value.is_empty() {
        // HTML defines this value for a checkbox without one.
        "on".clone_into(&mut value);
    }
    let label = if tag == "input" { value.clone() } else { String::new() };
    (!name.is_empty()).then_some(Control { kind, name, value, label })
}

/// Returns the text of the first element with this tag name, without tags inside.
pub(crate) fn text_of(html: &str, tag: &str) -> Option<String> {
    let mut text: Option<String> = None;
    for piece in Pieces(html) {
        match (piece, &mut text) {
            (Piece::Open(name, _), None) if name == tag => text = Some(String::new()),
            (Piece::Text(piece), Some(text)) => text.push_str(&decode(piece)),
            (Piece::Close(name), Some(_)) if name == tag => break,
            _ => {}
        }
    }
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[derive(Debug)]
enum Piece<'a> {
    Text(&'a str),
    Open(&'a str, Attributes),
    Close(&'a str),
}

/// The attributes of a tag. If a name is repeated, its first value counts.
#[derive(Debug, Default)]
struct Attributes(BTreeMap<String, String>);

impl Attributes {
    fn text(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

/// An iterator over the tags and texts of a page. It matches lowercase tag names only.
#[derive(Debug)]
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.0.is_empty() {
                return None;
            }
            if let Some(rest) = self.0.strip_prefix("<!--") {
                self.0 = rest.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            if let Some(rest) = self.0.strip_prefix("</") {
                let (name, after) = rest.split_once('>').unwrap_or((rest, ""));
                self.0 = after;
                return Some(Piece::Close(name.trim_end()));
            }
            if let Some(rest) = self.0.strip_prefix('<').filter(|rest| rest.starts_with(char::is_alphabetic))
            {
                let end =
                    rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
                let (name, rest) = rest.split_at(end);
                let (attributes, rest) = attributes(rest);
                // The content of these elements is not markup.
                self.0 = match name {
                    "script" | "style" => rest.find(&format!("</{name}")).map_or("", |at| &rest[at..]),
                    _ => rest,
                };
                return Some(Piece::Open(name, attributes));
            }
            // A `<` that does not begin a tag is text.
            let next = self.0.char_indices().skip(1).find(|(_, c)| *c == '<');
            let end = next.map_or(self.0.len(), |(at, _)| at);
            let (text, rest) = self.0.split_at(end);
            self.0 = rest;
            return Some(Piece::Text(text));
        }
    }
}

/// Parses the attributes of a tag. Returns them with the text after the tag.
fn attributes(mut rest: &str) -> (Attributes, &str) {
    let mut attributes = Attributes::default();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (attributes, after);
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            None => ("", after),
            Some(after) => {
                let after = after.trim_start();
                match after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
                    Some(quote) => after[1..].split_once(quote).unwrap_or_else(|| (&after[1..], "")),
                    None => {
                        let end = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
                        after.split_at(end)
                    }
                }
            }
        };
        if name.is_empty() && after.len() == rest.len() {
            // Skip a stray `=`, or stop at the end of the page.
            match rest.char_indices().nth(1) {
                Some((next, _)) => rest = &rest[next..],
                None => return (attributes, ""),
            }
            continue;
        }
        attributes.0.entry(name.to_ascii_lowercase()).or_insert_with(|| decode(value));
        rest = after;
    }
}

/// Decodes character references: numeric ones, and the names that HTML escaping uses.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest[1..].split_once(';').and_then(|(name, after)| Some((resolve(name)?, after)));
        match reference {
            Some((c, after)) => {
                decoded.push(c);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn resolve(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = r#"<!doctype html><title>Sign in · WorkOS</title><style>form{a:"<form>"}</style>
        <h1>Sign in with <b>R&amp;D</b></h1><!-- <form action="/no"> -->
        <form method="post" action='/sign-in?a=1&amp;b=2'>
        <input type=hidden name=token value="a&quot;b&#39;c&#x2F;d"><input name=note>
        <button name="profile" value="prof_1">Ada <small>ada@acme.com</small></button>
        <button disabled name="profile" value="prof_2">Gone</button>
        <button type="button" name="help">Help</button>
        <button class="cancel" name="decision" value="deny">Cancel</button></form>
        <form action="/search"><input type="submit" name="go" value="Find"></form>"#;

    #[test]
    fn a_form_is_parsed_with_its_hidden_fields_and_buttons() {
        let forms = Form::all(PAGE);
        assert_eq!(forms.len(), 2);
        let form = &forms[0];
        assert_eq!((form.action.as_str(), form.is_post), ("/sign-in?a=1&b=2", true));
        let labels: Vec<_> = form.buttons().map(|button| button.label.as_str()).collect();
        assert_eq!(labels, ["Ada ada@acme.com", "Cancel"]);
        let ada = form.buttons().next().unwrap();
        assert_eq!(form.press(ada), [("token", "a\"b'c/d"), ("profile", "prof_1")]);
        assert_eq!((forms[1].is_post, forms[1].controls[0].label.as_str()), (false, "Find"));
    }

    #[test]
    fn the_text_of_an_element_has_no_tags() {
        assert_eq!(text_of(PAGE, "h1").as_deref(), Some("Sign in with R&D"));
        assert_eq!(text_of(PAGE, "h2"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_without_a_panic_or_an_endless_loop(
            html in r#"(<|</|<!--|>|form|input|button|style| a=|"|'|&#x|;|é|\PC|[ =/]){0,24}"#
        ) {
            let forms = Form::all(&html);
            prop_assert!(forms.len() <= html.len());
            let _ = text_of(&html, "form");
        }
    }

    #[test]
    fn filled_fields_are_sent_with_the_default_ones_and_unknown_fields_are_rejected() {
        let html = r#"<form method="post"><input type="hidden" name="token" value="t"><select name="type"></select>
            <input name="name"><input type="checkbox" name="a" checked><input type="checkbox" name="b"></form>"#;
        let form = Form::all(html).remove(0);
        let sent = form.fill(&[("type", "x"), ("name", "y")]).unwrap();
        assert_eq!(sent, [("token", "t"), ("a", "on"), ("type", "x"), ("name", "y")]);
        assert!(form.fill(&[("token", "mine")]).is_none() && form.fill(&[("other", "x")]).is_none());
    }
}
