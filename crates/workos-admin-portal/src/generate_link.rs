//! Links to the Admin Portal, checked before anything is sent.

use serde::Serialize;
use workos_client::{Answer, Call, Error, call};
use workos_core::OrganizationId;

use crate::generated::GENERATE_LINK;
use crate::web_url;
use crate::{AdminPortal, IntentOptions, PortalIntent, PortalLink};

/// How many contacts a link can name.
const MOST_EMAILS: usize = 20;

/// The longest e-mail address (RFC 5321 §4.5.3.1.3, without the angle brackets).
const LONGEST_EMAIL: usize = 254;

impl AdminPortal {
    /// Makes a link to the Admin Portal, where an administrator sets up this organization.
    ///
    /// The link is good **once, for five minutes**: make it when the administrator asks for it, on the server, and answer
    /// with a redirect. Never make it in advance, never show it in a page or send it by e-mail: whoever opens it acts as
    /// the organization's administrator. It is a [`Secret`](workos_core::Secret), so it does not end in a log.
    ///
    /// Where the portal leads back to is checked before anything is sent: absolute, `https` (or loopback), and one of
    /// [`allow_return_hosts`](GenerateLink::allow_return_hosts) if these are set. Set them wherever a URL comes from a
    /// request: else your own link leads administrators to somebody else's site.
    ///
    /// ```
    /// # use workos_transport_mock::{Reply, Script};
    /// use workos_admin_portal::{AdminPortal, Client, Error, PortalIntent};
    ///
    /// # fn main() -> Result<(), Error> {
    /// # futures_executor::block_on(async {
    /// # let link = "https://id.workos.com/portal/launch?token=Z1uX3RbwcIl5fIGJJJCXXisdI";
    /// # let script = Script::new().reply(Reply::json(201, serde_json::json!({"link": link})));
    /// # let client = Client::builder().api_key("sk_test_1").transport(script).build()?;
    /// let portal = AdminPortal::new(&client);
    /// let answer = portal
    ///     .generate_link("org_01H1234567890ABCDEFGHIJK")
    ///     .intent(PortalIntent::Sso)
    ///     .return_url("https://yourapp.com/settings")
    ///     .allow_return_hosts(["yourapp.com"])
    ///     .send()
    ///     .await?;
    /// let location = answer.link.expose(); // 302 Found, Location: …
    /// # assert_eq!(location, link);
    /// # Ok(())
    /// # })
    /// # }
    /// ```
    ///
    /// # Errors
    /// - [`Error::InvalidInput`]: an empty organization id, a URL that is none or leads elsewhere, more than 20 contacts or
    ///   one that is no e-mail address.
    /// - 400 (`is_invalid_request()`): the organization, the intent or a URL is refused.
    /// - 401 `unauthorized` (`is_unauthorized()`), 403 (`is_forbidden()`): the API key is wrong, or has no access to the
    ///   Admin Portal.
    /// - 404 `organization_not_found` (`is_not_found()`): create the organization first, in the same environment.
    /// - 422 `invalid_intent`, `invalid_url` (`is_invalid_request()`): see the hint.
    /// - 429 `rate_limit_exceeded` (`is_rate_limited()`): more than 100 links a minute.
    ///
    /// `POST /portal/generate_link`, <https://workos.com/docs/reference/admin-portal/portal-link/generate>
    pub fn generate_link(&self, organization: impl Into<OrganizationId>) -> GenerateLink {
        GenerateLink {
            call: Call::new(&self.client, &GENERATE_LINK),
            body: Body {
                organization: organization.into(),
                intent: None,
                return_url: None,
                success_url: None,
                external_user_id: None,
                it_contact_emails: None,
                admin_emails: None,
                intent_options: None,
                allowed_hosts: None,
            },
        }
    }
}

call! {
    @shell [
        /// The call of [`AdminPortal::generate_link`].
    ]
    GenerateLink [Body] PortalLink
}

impl GenerateLink {
    /// Sets what the visit is for; without it the portal shows all that the organization may set up.
    pub fn intent(mut self, intent: impl Into<PortalIntent>) -> Self {
        self.body.intent = Some(intent.into());
        self
    }

    /// Sets where the portal's way back leads; the environment's own by default.
    pub fn return_url(mut self, return_url: impl Into<String>) -> Self {
        self.body.return_url = Some(return_url.into());
        self
    }

    /// Sets where a finished set-up leads; the environment's own by default.
    pub fn success_url(mut self, success_url: impl Into<String>) -> Self {
        self.body.success_url = Some(success_url.into());
        self
    }

    /// Sets who in your application the link is for, so that [`revoke_link`](AdminPortal::revoke_link) can take it back.
    pub fn external_user_id(mut self, external_user_id: impl Into<String>) -> Self {
        self.body.external_user_id = Some(external_user_id.into());
        self
    }

    /// Sets the e-mail addresses of the IT contacts who get access to the organization's portal; at most 20.
    pub fn it_contact_emails(
        mut self,
        it_contact_emails: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.body.it_contact_emails = Some(it_contact_emails.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the e-mail addresses of the organization's administrators; at most 20. Only some environments know it.
    pub fn admin_emails(mut self, admin_emails: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.admin_emails = Some(admin_emails.into_iter().map(Into::into).collect());
        self
    }

    /// Sets what the visit starts with. Only some environments know it.
    pub fn intent_options(mut self, intent_options: impl Into<IntentOptions>) -> Self {
        self.body.intent_options = Some(intent_options.into());
        self
    }

    /// Sets the hosts that `return_url` and `success_url` may lead to: `yourapp.com`, or `*.yourapp.com` for all under
    /// it. A URL elsewhere is refused before anything is sent. This list is not sent.
    pub fn allow_return_hosts(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.allowed_hosts = Some(hosts.into_iter().map(Into::into).collect());
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    /// As [`AdminPortal::generate_link`] says.
    pub async fn send(self) -> Result<PortalLink, Error> {
        self.checked().into_call().send().await
    }

    /// Sends the call and returns the link together with status, request id and headers.
    ///
    /// # Errors
    /// As [`AdminPortal::generate_link`] says.
    pub async fn send_with_meta(self) -> Result<Answer<PortalLink>, Error> {
        self.checked().into_call().send_with_meta().await
    }

    fn checked(mut self) -> Self {
        if let Err((parameter, reason)) = self.body.check() {
            self.call.refuse(parameter, reason);
        }
        self
    }
}

#[derive(Clone, Debug, Serialize)]
struct Body {
    organization: OrganizationId,
    #[serde(skip_serializing_if = "Option::is_none")]
    intent: Option<PortalIntent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    success_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    it_contact_emails: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    admin_emails: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    intent_options: Option<IntentOptions>,
    /// Checked here, unknown to the API.
    #[serde(skip)]
    allowed_hosts: Option<Vec<String>>,
}

/// A parameter, and why it is refused.
type Refused = (&'static str, &'static str);

impl Body {
    fn check(&self) -> Result<(), Refused> {
        if self.organization.as_str().is_empty() {
            return Err(("organization", "it is empty"));
        }
        for (parameter, url) in [("return_url", &self.return_url), ("success_url", &self.success_url)] {
            if let Some(url) = url {
                self.check_url(url).map_err(|reason| (parameter, reason))?;
            }
        }
        for (parameter, emails) in
            [("it_contact_emails", &self.it_contact_emails), ("admin_emails", &self.admin_emails)]
        {
            let emails = emails.as_deref().unwrap_or_default();
            if emails.len() > MOST_EMAILS {
                return Err((parameter, "it names more than 20 people"));
            }
            if !emails.iter().all(|email| is_email(email)) {
                return Err((parameter, "one of them is no e-mail address"));
            }
        }
        Ok(())
    }

    fn check_url(&self, url: &str) -> Result<(), &'static str> {
        let host = web_url::host(url)?;
        match &self.allowed_hosts {
            Some(allowed) if !allowed.iter().any(|pattern| web_url::is_within(&host, pattern)) => {
                Err("its host is not one of `allow_return_hosts`")
            }
            _ => Ok(()),
        }
    }
}

/// Tells addresses from what was put there by mistake; whether one exists, only mail can tell.
fn is_email(text: &str) -> bool {
    let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>');
    text.len() <= LONGEST_EMAIL
        && !text.contains(strange)
        && text
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && !domain.is_empty() && !domain.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_mistakes() {
        for text in ["it@acme.com", "it+workos@mail.acme.com", "münchen@bücher.example", "root@localhost"] {
            assert!(is_email(text), "{text}");
        }
        let long = format!("{}@acme.com", "x".repeat(250));
        let mistakes = [
            "",
            "it",
            "it@",
            "@acme.com",
            "a@b@c",
            "a b@acme.com",
            "a@acme.com,b@acme.com",
            "a\n@acme.com",
            &long,
        ];
        for text in mistakes {
            assert!(!is_email(text), "{text}");
        }
    }
}
