//! `workos doctor`: checks the setup, and suggests fixes.

mod checks;
mod finding;
mod summary;

use serde_json::json;
use workos_kit::WorkOs;

use self::checks::Target;
use self::finding::{Finding, Outcome};
use self::summary::Summary;
use crate::args::{Doctor, Global};
use crate::failure::Failure;
use crate::output::{Output, Style};

/// The checks that need a response of the API, in the order of the report.
const API_CHECKS: [&str; 6] =
    ["clock", "connections", "portal link", "provider icons", "widget token", "Pipes providers"];

pub(crate) async fn run(command: &Doctor, global: &Global, output: &Output) -> Result<(), Failure> {
    let findings = examine(command, global).await;
    let summary = Summary::of(findings.iter().map(|finding| finding.outcome));
    let failed = summary.count(Outcome::Fail);
    let document = json!({
        "ok": failed == 0,
        "checks": findings.iter().map(Finding::to_json).collect::<Vec<_>>(),
        "summary": summary.to_json(),
    });
    output.print(&document, |output| {
        let lines: String = findings.iter().map(|finding| finding.text(output)).collect();
        format!("{lines}\n{}\n", output.paint(Style::Bold, &summary.to_string()))
    })?;
    match failed {
        0 => Ok(()),
        1 => Err(Failure::refused("one check failed").with_code("checks_failed")),
        _ => Err(Failure::refused(format!("{failed} checks failed")).with_code("checks_failed")),
    }
}

/// Runs every check in order, and skips those that depend on a failed check.
async fn examine(command: &Doctor, global: &Global) -> Vec<Finding> {
    let (finding, key) = checks::api_key(global);
    let (has_key, is_live) = (key.is_some(), key.as_ref().is_some_and(checks::is_live));
    let mut findings = vec![finding, checks::client_id(global)];
    match global.client_with(key).build().map(WorkOs::from) {
        Ok(workos) => {
            findings.extend(checks::authorization_url(&workos, &command.redirect_uri));
            check_api(&Target { workos, is_live, command }, has_key, &mut findings).await;
        }
        Err(error) => {
            findings.push(Finding::failed("API", &error.into()));
            skip_api_checks(&mut findings, "the client cannot be built");
        }
    }
    findings.push(checks::webhook_secret(&command.secret));
    findings
}

async fn check_api(target: &Target<'_>, has_key: bool, findings: &mut Vec<Finding>) {
    if !has_key {
        findings.push(Finding::skip("API", "there is no API key"));
        return skip_api_checks(findings, "there is no API key");
    }
    let (api, answer) = target.api().await;
    findings.push(api);
    let Some(answer) = answer else {
        return skip_api_checks(findings, "the API does not answer");
    };
    findings.push(target.clock(&answer.meta));
    findings.push(target.connections().await);
    findings.push(target.portal_link().await);
    findings.push(target.provider_icons().await);
    findings.push(target.widget_token().await);
    findings.extend(target.pipes_providers().await);
}

fn skip_api_checks(findings: &mut Vec<Finding>, reason: &str) {
    findings.extend(API_CHECKS.map(|check| Finding::skip(check, reason)));
}
