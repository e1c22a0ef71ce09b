//! The rows of the emulator: a file imports files of its own row and of rows below.

use std::path::Path;

use crate::Failure;
use crate::circles;

/// The folders of the emulator from top to bottom. Folders of one line are beside each other.
const ROWS: &[&[&str]] = &[
    // The root, and tests of the crate as a whole.
    &["lib", "bounds", "visited", "lock_time"],
    &["server"],
    &["control"],
    &["api"],
    &["pipeline"],
    &["domains"],
    &["journal"],
    &["faults", "limits"],
    &["events"],
    &["persistence"],
    &["store"],
    &["http", "generated"],
    &["net"],
    &["base"],
];

/// Finds imports that lead up, and handlers that import handlers of another domain.
pub(crate) fn problems(sources: &Path) -> Result<Vec<String>, Failure> {
    let imports = circles::imports(sources)?;
    Ok(imports.iter().filter_map(|(from, to)| problem(from, to)).collect())
}

fn problem(from: &str, to: &str) -> Option<String> {
    let folder = |file: &str| file.split('/').next().unwrap_or_default().to_owned();
    let place = |file: &str| ROWS.iter().position(|row| row.contains(&folder(file).as_str()));
    let (Some(above), Some(below)) = (place(from), place(to)) else {
        return Some(format!("{from} imports {to}: one of them is in no row"));
    };
    if below < above {
        return Some(format!("{from} imports {to}, which is in a row above"));
    }
    if folder(from) != "domains" || folder(to) != "domains" {
        return None;
    }
    if domain_row(to) < domain_row(from) {
        return Some(format!("{from} imports {to}, which is in a row above"));
    }
    let handlers_of = |file: &str| {
        let parts: Vec<_> = file.split('/').collect();
        let is_handler = matches!(parts.get(2), Some(&("handlers" | "pages")));
        is_handler.then(|| parts[1].to_owned())
    };
    match (handlers_of(from), handlers_of(to)) {
        (Some(one), Some(other)) if one != other => {
            Some(format!("{from} imports {to}: handlers reach other domains through the transaction"))
        }
        _ => None,
    }
}

/// The row of a file in `domains/`, from the top.
fn domain_row(file: &str) -> u8 {
    let parts: Vec<_> = file.split('/').skip(1).collect();
    match parts[..] {
        [] => 0,
        ["rules", ..] => 3,
        // What the domains have in common.
        ["state" | "tx" | "domain" | "seed" | "resource"] => 5,
        // The `mod.rs` of a domain.
        [_] => 1,
        [_, "handlers" | "pages", ..] => 2,
        [_, "store", ..] => 6,
        [_, "model", ..] => 7,
        [_, "seed", ..] => 8,
        // What a domain does with the state beside its handlers.
        [_, ..] => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_lead_down() {
        for (from, to) in [
            ("server", "api/emulator"),
            ("domains", "domains/sso"),
            ("domains/sso", "domains/sso/handlers/token"),
            ("domains/sso/handlers/token", "domains/rules/id_tokens"),
            ("domains/rules/cascades", "domains/pipes/accounts"),
            ("domains/pipes/accounts", "domains/state"),
            ("domains/state", "domains/sso/store"),
            ("domains/sso/store", "domains/sso/model"),
            ("domains/sso/model", "domains/connections/seed"),
            ("domains/sso/model", "store/collection"),
        ] {
            assert_eq!(problem(from, to), None);
            assert!(problem(to, from).is_some(), "{to} imports {from}");
        }
    }

    #[test]
    fn handlers_import_no_handlers_of_another_domain() {
        let (sso, pipes) = ("domains/sso/handlers/token", "domains/pipes/handlers/finish");
        assert!(problem(pipes, sso).is_some());
        assert_eq!(problem(sso, "domains/sso/handlers"), None);
        assert!(problem("somewhere", sso).is_some());
    }
}
