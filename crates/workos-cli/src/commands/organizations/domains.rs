//! `workos organizations domains`.

use workos_kit::WorkOs;
use workos_kit::organizations::{DomainVerification, OrganizationDomain, OrganizationDomains};

use crate::args::{Domains, VerifyDomain};
use crate::commands::deleting::{confirm, deleted};
use crate::commands::to_json;
use crate::failure::Failure;
use crate::output::{Output, or_dash};

pub(crate) async fn run(command: Domains, workos: &WorkOs, output: &Output) -> Result<(), Failure> {
    let domains = workos.organization_domains();
    match command {
        Domains::Add(add) => {
            let domain = domains.create(add.organization.as_str(), add.domain).send().await?;
            show(&domain, output)
        }
        Domains::Get(get) => show(&domains.get(get.id.as_str()).send().await?, output),
        Domains::Verify(command) => verify(&domains, &command, output).await,
        Domains::Delete(command) => {
            confirm(&command, "If you add it again, it has to be verified again.", output)?;
            let answer = domains.delete(command.id.as_str()).send_with_meta().await?;
            deleted(&command.id, "organization_domain", &answer, output)
        }
    }
}

async fn verify(
    domains: &OrganizationDomains,
    command: &VerifyDomain,
    output: &Output,
) -> Result<(), Failure> {
    let begun = domains.verify(command.id.as_str()).send().await?;
    let Some(wait) = command.wait else { return show(&begun, output) };
    match domains.wait_until_verified(&begun.id).within(wait).send().await? {
        DomainVerification::Verified(domain) => show(&domain, output),
        DomainVerification::Failed(domain) => {
            let failure = Failure::refused(format!("{} could not be verified", domain.domain));
            Err(failure.with_hint(
                "Check the TXT record, and whether another organization has verified the domain; then verify it again.",
            ))
        }
        unfinished => {
            let domain = unfinished.domain();
            let failure = Failure::refused(format!(
                "the verification of {} did not finish within {wait:?}",
                domain.domain
            ));
            Err(failure.with_hint(format!(
                "The verification continues; `workos organizations domains get {}` shows its state.",
                domain.id
            )))
        }
    }
}

fn show(domain: &OrganizationDomain, output: &Output) -> Result<(), Failure> {
    output.print(&to_json(domain)?, |output| output.facts(&facts(domain)))
}

fn facts(domain: &OrganizationDomain) -> Vec<(&'static str, String)> {
    vec![
        ("id", domain.id.to_string()),
        ("domain", domain.domain.clone()),
        ("state", or_dash(domain.state.as_ref())),
        ("organization", or_dash(domain.organization_id.as_ref())),
        ("verified by", or_dash(domain.verification_strategy.as_ref())),
        // The TXT record publishes both, so neither is a secret.
        ("TXT prefix", or_dash(domain.verification_prefix.as_ref())),
        ("TXT token", or_dash(domain.verification_token.as_ref())),
        ("created", or_dash(domain.created_at)),
        ("updated", or_dash(domain.updated_at)),
    ]
}
