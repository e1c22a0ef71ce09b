//! Links to the Admin Portal. Their parameters are checked before anything is sent.

use serde::Serialize;
use workos_client::{Answer, Call, Error, call};
use workos_core::OrganizationId;
use workos_internal::{confidential_url, is_host_within};

use crate::generated::GENERATE_LINK;
use crate::{AdminPortal, IntentOptions, PortalIntent, PortalLink};

/// The maximum number of contacts for a link.
const MAX_EMAILS: usize = 20;

/// The maximum length of an e-mail address (RFC 5321 §4.5.3.1.3, without the angle brackets).
const MAX_EMAIL_LEN: usize = 254;

impl AdminPortal {
    /// Creates a link to the Admin Portal, where an administrator sets up this organization.
    ///
    /// The link is valid **once, for five minutes**. Create it on the server when the administrator requests it, and
    /// respond with a redirect. Never create it in advance, and never show it in a page or send it by e-mail: whoever
    /// opens it acts as the organization's administrator. The link is a [`Secret`](workos_core::Secret), so that it
    /// does not appear in logs.
    ///
    /// The return URLs are checked before anything is sent. They must be absolute, with the scheme `https` (or `http`
    /// on loopback), and with one of the [`allow_return_hosts`](GenerateLink::allow_return_hosts) if these are set.
    /// Set the hosts whenever a URL comes from a request: otherwise, your own link can send administrators to an
    /// attacker's site.
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
    /// - [`Error::InvalidInput`]: the organization id is empty, a URL is invalid or its host is not allowed, there
    ///   are more than 20 contacts, or a contact is not an e-mail address.
    /// - 400 (`is_invalid_request()`): the organization, the intent or a URL is refused.
    /// - 401 `unauthorized` (`is_unauthorized()`), 403 (`is_forbidden()`): the API key is wrong, or has no access to
    ///   the Admin Portal.
    /// - 404 `organization_not_found` (`is_not_found()`): create the organization first, in the same environment.
    /// - 422 `invalid_intent`, `invalid_url` (`is_invalid_request()`): see the hint.
    /// - 429 `rate_limit_exceeded` (`is_rate_limited()`): more than 100 links per minute.
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
    /// Sets the purpose of the visit. Without it, the portal shows everything that the organization may set up.
    pub fn intent(mut self, intent: impl Into<PortalIntent>) -> Self {
        self.body.intent = Some(intent.into());
        self
    }

    /// Sets the URL of the portal's link back to the application. Default: the return URL of the environment.
    pub fn return_url(mut self, return_url: impl Into<String>) -> Self {
        self.body.return_url = Some(return_url.into());
        self
    }

    /// Sets the URL that the portal opens after a finished setup. Default: the success URL of the environment.
    pub fn success_url(mut self, success_url: impl Into<String>) -> Self {
        self.body.success_url = Some(success_url.into());
        self
    }

    /// Sets the id of the user in your application, so that [`revoke_link`](AdminPortal::revoke_link) can revoke the
    /// link.
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

    /// Sets the e-mail addresses of the organization's administrators; at most 20. Only some environments support this.
    pub fn admin_emails(mut self, admin_emails: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.admin_emails = Some(admin_emails.into_iter().map(Into::into).collect());
        self
    }

    /// Sets options for the start of the visit. Only some environments support this.
    pub fn intent_options(mut self, intent_options: impl Into<IntentOptions>) -> Self {
        self.body.intent_options = Some(intent_options.into());
        self
    }

    /// Sets the hosts that `return_url` and `success_url` may have: `yourapp.com`, or `*.yourapp.com` for all its
    /// subdomains.
    ///
    /// A URL with another host is refused before anything is sent. The list itself is not sent.
    pub fn allow_return_hosts(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.allowed_hosts = Some(hosts.into_iter().map(Into::into).collect());
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    /// See [`AdminPortal::generate_link`].
    pub async fn send(self) -> Result<PortalLink, Error> {
        self.checked().into_call().send().await
    }

    /// Sends the call and returns the link together with status, request id and headers.
    ///
    /// # Errors
    /// See [`AdminPortal::generate_link`].
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
    /// Checked by this crate only; the API has no such field.
    #[serde(skip)]
    allowed_hosts: Option<Vec<String>>,
}

/// A parameter that is refused, and the reason.
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
            if emails.len() > MAX_EMAILS {
                return Err((parameter, "it has more than 20 addresses"));
            }
            if !emails.iter().all(|email| is_email(email)) {
                return Err((parameter, "one of them is not an e-mail address"));
            }
        }
        Ok(())
    }

    fn check_url(&self, url: &str) -> Result<(), &'static str> {
        let url = confidential_url(url)?;
        match &self.allowed_hosts {
            Some(allowed) if !allowed.iter().any(|pattern| is_host_within(url.host(), pattern)) => {
                Err("its host is not one of `allow_return_hosts`")
            }
            _ => Ok(()),
        }
    }
}

/// Returns whether a text looks like an e-mail address. It catches mistakes, but does not check that the address
/// exists.
fn is_email(text: &str) -> bool {
    let is_forbidden = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>');
    text.len() <= MAX_EMAIL_LEN
        && !text.contains(is_forbidden)
        && text
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && !domain.is_empty() && !domain.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e_mail_addresses_are_accepted_and_mistakes_are_not() {
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
