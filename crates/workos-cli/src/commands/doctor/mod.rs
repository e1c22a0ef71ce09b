//! `workos doctor`: whether everything is set up, and how to fix what is not.

mod checks;
mod finding;

use serde_json::json;
use workos_kit::WorkOs;

use self::checks::Patient;
use self::finding::{Finding, Outcome};
use crate::args::{Doctor, Global};
use crate::failure::Failure;
use crate::output::Output;

/// What needs an API that answers, in the order in which it is told.
const BEHIND_THE_API: [&str; 6] =
    ["clock", "connections", "portal link", "provider icons", "widget token", "Pipes providers"];

pub(crate) async fn run(command: &Doctor, global: &Global, output: &Output) -> Result<(), Failure> {
    let findings = examine(command, global).await;
    let failed = findings.iter().filter(|finding| finding.outcome == Outcome::Fail).count();
    let document = json!({
        "ok": failed == 0,
        "checks": findings.iter().map(Finding::to_json).collect::<Vec<_>>(),
    });
    output.print(&document, |output| findings.iter().map(|finding| finding.text(output)).collect())?;
    match failed {
        0 => Ok(()),
        1 => Err(Failure::refused("one check failed").with_code("checks_failed")),
        _ => Err(Failure::refused(format!("{failed} checks failed")).with_code("checks_failed")),
    }
}

/// Every check, one after the other. What a failed check makes pointless is skipped.
async fn examine(command: &Doctor, global: &Global) -> Vec<Finding> {
    let (finding, key) = checks::api_key(global);
    let (has_key, is_live) = (key.is_some(), key.as_ref().is_some_and(checks::is_live));
    let mut findings = vec![finding, checks::client_id(global)];
    match global.client_with(key).build().map(WorkOs::from) {
        Ok(workos) => {
            findings.push(checks::authorization_url(&workos, &command.redirect_uri));
            ask_the_api(&Patient { workos, is_live, command }, has_key, &mut findings).await;
        }
        Err(error) => {
            findings.push(Finding::failed("API", &error.into()));
            skip_the_rest(&mut findings, "there is no client to ask with");
        }
    }
    findings.push(checks::webhook_secret(&command.secret));
    findings
}

async fn ask_the_api(patient: &Patient<'_>, has_key: bool, findings: &mut Vec<Finding>) {
    if !has_key {
        findings.push(Finding::skip("API", "there is no API key to ask with"));
        return skip_the_rest(findings, "there is no API key to ask with");
    }
    let (api, answer) = patient.api().await;
    findings.push(api);
    let Some(answer) = answer else {
        return skip_the_rest(findings, "the API has to answer first");
    };
    findings.push(patient.clock(&answer.meta));
    findings.push(patient.connections(&answer.value).await);
    findings.push(patient.portal_link().await);
    findings.push(patient.provider_icons().await);
    findings.push(patient.widget_token().await);
    findings.extend(patient.pipes_providers().await);
}

fn skip_the_rest(findings: &mut Vec<Finding>, reason: &str) {
    findings.extend(BEHIND_THE_API.map(|check| Finding::skip(check, reason)));
}
