//! Required arguments, which are positional, and accepted as an option too.

use clap::Args;

/// Defines the arguments of one required value: `NAME`, or `--name NAME`.
macro_rules! positional {
    ($(#[doc = $doc:literal])+ $name:ident, $value:literal, $id:literal, $option:literal, $long:literal $(, $alias:literal)?) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, Args)]
        pub(crate) struct $name {
            $(#[doc = $doc])+
            // The requirement is waived by the option, which conflicts with it.
            #[arg(id = $id, value_name = $value, required = true)]
            positional: Option<String>,
            $(#[doc = $doc])+
            #[arg(id = $option, long = $long, $(alias = $alias,)? value_name = $value, conflicts_with = $id)]
            #[arg(allow_hyphen_values = true, hide = true)]
            option: Option<String>,
        }

        impl $name {
            /// Returns the value; the argument parser requires one of the two forms.
            pub(crate) fn get(&self) -> &str {
                self.positional.as_deref().or(self.option.as_deref()).unwrap_or_default()
            }
        }
    };
}

positional! {
    /// The organization's display name.
    OrganizationName, "NAME", "name", "name_option", "name"
}
positional! {
    /// The organization, `org_…`.
    OrganizationArg, "ORGANIZATION", "organization", "organization_option", "organization", "organization-id"
}
positional! {
    /// The user's id, `user_…`.
    UserArg, "USER", "user", "user_option", "user", "user-id"
}
positional! {
    /// The URL that receives the webhooks.
    EndpointUrl, "URL", "url", "url_option", "url"
}
positional! {
    /// The URL of the local server, for instance localhost:3000/webhooks; the default scheme is http.
    ForwardTo, "URL", "url", "forward_to", "forward-to"
}
positional! {
    /// The WorkOS-Signature header, with or without its name.
    SignatureHeader, "HEADER", "header", "header_option", "header"
}
positional! {
    /// The URL that the browser returns to; the environment must allow it as a redirect URI.
    RedirectUri, "REDIRECT_URI", "redirect_uri", "redirect_uri_option", "redirect-uri"
}
