//! `workos portal`.

use serde_json::json;
use workos_kit::WorkOs;
use workos_kit::admin_portal::{IconTheme, PortalLink, provider_icon_url};

use super::to_json;
use crate::args::{self, Global, Icons, Portal};
use crate::failure::Failure;
use crate::output::{Output, Style, one_line, or_dash};

pub(crate) async fn run(command: Portal, global: &Global, output: &Output) -> Result<(), Failure> {
    match command {
        Portal::GenerateLink(command) => generate_link(&global.workos()?, command, output).await,
        Portal::Icons(Icons { provider: Some(slug), dark }) => {
            let theme = if dark { IconTheme::Dark } else { IconTheme::Light };
            let url = provider_icon_url(&slug, theme);
            output.print(&json!({"provider": slug, "icon_url": url}), |_| format!("{url}\n"))
        }
        Portal::Icons(_) => icons(&global.workos()?, output).await,
    }
}

async fn generate_link(workos: &WorkOs, command: args::GenerateLink, output: &Output) -> Result<(), Failure> {
    let mut call = workos.admin_portal().generate_link(command.organization.get());
    if let Some(intent) = command.intent {
        call = call.intent(intent.as_str());
    }
    if let Some(url) = command.return_url {
        call = call.return_url(url);
    }
    if let Some(url) = command.success_url {
        call = call.success_url(url);
    }
    if let Some(id) = command.external_user_id {
        call = call.external_user_id(id);
    }
    if !command.allowed_hosts.is_empty() {
        call = call.allow_return_hosts(command.allowed_hosts);
    }
    let answer = call.send().await?;
    let link = answer.link.expose();
    let expires_at = PortalLink::expires_at(workos.client().clock().now());
    output.print(&json!({"link": link, "expires_at": expires_at}), |output| {
        let minutes = PortalLink::VALIDITY.as_secs() / 60;
        let advice = format!(
            "Valid once, for {minutes} minutes. Do not send it by e-mail: whoever opens it acts as the administrator."
        );
        format!("{}\n{}\n", one_line(link), output.paint(Style::Dim, &advice))
    })
}

async fn icons(workos: &WorkOs, output: &Output) -> Result<(), Failure> {
    let icons = workos.admin_portal().provider_icons().send().await?;
    let rows: Vec<_> =
        icons.iter().map(|icon| [icon.provider.clone(), or_dash(icon.icon_url.as_ref())]).collect();
    output.print(&json!({"object": "list", "data": to_json(&icons)?}), |output| match rows.as_slice() {
        [] => "no icons\n".to_owned(),
        rows => output.table(["PROVIDER", "ICON"], rows),
    })
}
