//! The templates that all hosted pages share: the document, its heading, and tiles with letters.
//!
//! `html!` escapes every text and every attribute. The pages work without JavaScript and load nothing.

use http::StatusCode;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::http::answer;
use crate::http::answer::Answer;

static STYLE: &str = concat!(include_str!("base.css"), include_str!("page.css"));

/// The number of background colors of tiles in `page.css`.
const HUES: u32 = 10;

/// The width of a page's card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// For forms.
    Narrow,
    /// For explanations.
    Wide,
}

/// Returns a page that consists of a title and a sentence.
pub(crate) fn message(status: StatusCode, title: &str, text: &str) -> Answer {
    let content = html! {
        h1 { (title) }
        p.lead { (text) }
    };
    Ok(answer::html(status, document(title, Width::Narrow, &content)))
}

/// Returns a whole page around this content.
pub(crate) fn document(title: &str, width: Width, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · WorkOS emulator" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.badge { strong { "Emulator" } " · Only test data, no real accounts" }
                main.wide[width == Width::Wide] { (content) }
            }
        }
    };
    let mut page = page.into_string();
    page.retain(|c| !is_direction_mark(c));
    page
}

/// Whether a character can reverse the text around it, so that a name would change what the page says.
const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The heading of a page: the logos and the name of the organization or the provider, the title and a sentence.
pub(crate) fn heading(logos: &[&str], name: &str, title: &str, lead: &Markup) -> Markup {
    html! {
        div.brand {
            span.joined { @for logo in logos { (tile(logo, "logo")) } }
            span { (name) }
        }
        h1 { (title) }
        p.lead { (lead) }
    }
}

/// A colored tile with one or two letters of a name: a logo, an icon or, with the class `round`, a person.
pub(crate) fn tile(name: &str, class: &str) -> Markup {
    // The letters are no text of the page, so that no reader and no button's name repeats them.
    html! { span class={ "tile hue-" (hue(name)) " " (class) } data-letters=(letters(name)) aria-hidden="true" {} }
}

/// The number of the background color of a name; the same name always has the same color.
fn hue(name: &str) -> u32 {
    name.bytes().fold(0_u32, |hue, byte| (hue * 31 + u32::from(byte)) % 9973) % HUES
}

/// The first letters of the first and the last word.
fn letters(name: &str) -> String {
    let initial = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut initials = name.split_whitespace().filter_map(initial);
    let first = initials.next();
    let last = initials.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// What was wrong with the form that was sent; screen readers announce it first.
pub(crate) fn alert(problem: Option<&str>) -> Markup {
    html! { @if let Some(problem) = problem { p.alert role="alert" id="problem" { (problem) } } }
}

/// The hidden token of a page's form, which is valid once.
pub(crate) fn hidden_token(token: &str) -> Markup {
    html! { input type="hidden" name="token" value=(token); }
}

/// The state of an object as a label, with a color for what is ready and for what failed.
pub(crate) fn state_label(state: &str) -> Markup {
    let class = match state {
        "active" | "verified" | "legacy_verified" => "pill good",
        "failed" | "inactive" | "deleting" => "pill bad",
        _ => "pill",
    };
    html! { span class=(class) { (sentence(state)) } }
}

/// The name of a constant as a person reads it: `requires_type` is "Requires type".
pub(crate) fn sentence(constant: &str) -> String {
    let words = constant.replace('_', " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(content: &Markup) -> String {
        document("<script>", Width::Narrow, content)
    }

    #[test]
    fn everything_in_a_page_is_escaped() {
        let evil = "<a href=\"x\">&\u{202e}evil\u{2069}";
        let page = page(&html! { h1 title=(evil) { (evil) } (tile("<i>", "logo")) (alert(Some("</main>"))) });
        assert!(page.contains("<title>&lt;script&gt; · WorkOS emulator</title>"));
        let escaped = "&lt;a href=&quot;x&quot;&gt;&amp;evil";
        assert!(page.contains(&format!("<h1 title=\"{escaped}\">{escaped}</h1>")), "{page}");
        assert!(page.contains("&lt;/main&gt;") && !page.contains("<i>"));
    }

    #[test]
    fn tiles_show_the_first_letters_of_the_first_and_the_last_word() {
        for (name, expected) in
            [("Acme Corp SAML", "AS"), ("ada@acme.com", "A"), ("(Ünal)", "Ü"), ("", ""), ("- 7", "7")]
        {
            assert_eq!(letters(name), expected, "{name}");
        }
        assert_eq!(hue("Acme"), hue("Acme"));
    }

    #[test]
    fn every_background_color_of_a_tile_is_in_the_stylesheet() {
        assert!((0..HUES).all(|hue| STYLE.contains(&format!(".hue-{hue} "))));
        assert!(!STYLE.contains(&format!(".hue-{HUES} ")) && !STYLE.contains("</"));
    }

    #[test]
    fn constants_are_shown_as_words() {
        assert_eq!(sentence("requires_type"), "Requires type");
        assert!(state_label("legacy_verified").into_string().contains("pill good\">Legacy verified<"));
    }
}
