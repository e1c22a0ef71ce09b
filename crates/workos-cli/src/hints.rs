//! Rewrites hints of the SDK, which name calls and builder options, for the command line.

/// Texts of the SDK and their equivalents on the command line. A longer text precedes any text that is a prefix of it.
const OPTIONS: &[(&str, &str)] = &[
    ("Set `WORKOS_BASE_URL` to", "Set `WORKOS_BASE_URL` or `--base-url` to"),
    ("give the call a longer timeout", "allow it more time with `--timeout`"),
    ("wait as long as `retry_after()` says", "wait as long as the message says"),
    ("`allow_http`", "`--allow-http`"),
    ("`api_key` on the builder", "`--api-key-file`"),
    ("`client_id` on the builder", "`--client-id`"),
    ("`admin_portal.provider_icons()`", "`workos portal icons`"),
    ("`data_integrations.authorize()`", "`workos pipes authorize`"),
    ("`data_integrations.finish()`", "`workos pipes finish`"),
    ("or raise the body limit", "with `--limit`"),
    ("pass the PKCE verifier of a public client", "pass the PKCE verifier in WORKOS_CODE_VERIFIER"),
];

/// Handles of the SDK and the commands that correspond to them.
const HANDLES: &[(&str, &str)] = &[
    ("admin_portal", "portal"),
    ("connections", "connections"),
    ("events", "events"),
    ("organization_domains", "organizations domains"),
    ("organizations", "organizations"),
    ("webhook_endpoints", "webhooks endpoints"),
];

/// Replaces the calls and options in a text by their equivalents on the command line.
pub(crate) fn for_the_shell(text: &str) -> String {
    let text = OPTIONS.iter().fold(text.to_owned(), |text, (sdk, cli)| text.replace(sdk, cli));
    // The pieces with an odd index were between backticks.
    let pieces = text.split('`').enumerate().map(|(index, piece)| match command(piece) {
        Some(command) if index % 2 == 1 => command,
        _ => piece.to_owned(),
    });
    pieces.collect::<Vec<_>>().join("`")
}

/// Returns the command for a call such as `organizations.update(id).external_id(…)`, if there is one.
fn command(call: &str) -> Option<String> {
    let (handle, mut rest) = call.split_once('.')?;
    let (_, words) = HANDLES.iter().find(|(known, _)| *known == handle)?;
    let mut command = format!("workos {words}");
    let mut is_verb = true;
    loop {
        let (name, after) = rest.split_once('(')?;
        let (arguments, after) = after.split_once(')')?;
        let dashed = name.replace('_', "-");
        match (is_verb, dashed.split_once("-by-")) {
            (true, Some((verb, by))) => command.push_str(&format!(" {verb} --{by}")),
            (true, None) => command.push_str(&format!(" {dashed}")),
            (false, _) => command.push_str(&format!(" --{dashed}")),
        }
        if !arguments.is_empty() {
            command.push(' ');
            command.push_str(&arguments.to_uppercase());
        }
        match after.strip_prefix('.') {
            Some(next) => (rest, is_verb) = (next, false),
            None => return after.is_empty().then_some(command),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_become_commands() {
        for (said, expected) in [
            ("Verify the id with `connections.list()`.", "Verify the id with `workos connections list`."),
            ("See `connections.get(id)`, or `sk_…`.", "See `workos connections get ID`, or `sk_…`."),
            (
                "Set it with `organizations.update(id).external_id(…)`.",
                "Set it with `workos organizations update ID --external-id …`.",
            ),
            (
                "Get it with `organizations.get_by_external_id()`.",
                "Get it with `workos organizations get --external-id`.",
            ),
            (
                "Find it in the `domains` of `webhook_endpoints.list()`.",
                "Find it in the `domains` of `workos webhooks endpoints list`.",
            ),
            ("Check `organization_domains.get()`", "Check `workos organizations domains get`"),
        ] {
            assert_eq!(for_the_shell(said), expected);
        }
    }

    #[test]
    fn builder_options_become_command_options() {
        assert_eq!(
            for_the_shell("Set WORKOS_API_KEY, or `api_key` on the builder; it starts with `sk_`."),
            "Set WORKOS_API_KEY, or `--api-key-file`; it starts with `sk_`."
        );
        assert_eq!(
            for_the_shell("use https, or allow it with `allow_http`"),
            "use https, or allow it with `--allow-http`"
        );
    }

    #[test]
    fn text_without_a_matching_command_is_unchanged() {
        for text in
            ["See `it_contacts.list()`.", "`events`", "`connections.`", "connections.list()", "", "a ` b"]
        {
            assert_eq!(for_the_shell(text), text);
        }
    }
}
