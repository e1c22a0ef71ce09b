//! The two handlers of a sign-in, `/login` and `/callback`, without a server.
//!
//! `cargo run -p workos-sso --example sign_in_offline`

#![expect(clippy::print_stdout, reason = "an example prints its results")]

use std::time::{Duration, SystemTime};

use workos_core::Timestamp;
use workos_sso::{AuthorizationUrl, CallbackError, LoginAttempt, OrganizationId, ReturnPath, SealKeys};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    #[expect(clippy::disallowed_methods, reason = "there is no client whose clock could be used")]
    let now = Timestamp::from(SystemTime::now());
    // An application takes the password from its configuration. Every instance needs the same password.
    let keys = SealKeys::generate()?;

    // GET /login?next=/projects/7
    let attempt = LoginAttempt::start(now)?.return_path(ReturnPath::parse("/projects/7").unwrap_or_default());
    let organization = OrganizationId::from("org_01HQRS5HACME");
    let url = AuthorizationUrl::new("client_01HQRS5H", "https://yourapp.com/callback", &organization)
        .attempt(&attempt)
        .login_hint("ann@acme.com")
        .build()?;
    let cookie = attempt.seal(&keys)?;
    println!("/login redirects to\n  {url}");
    println!("and sets a sealed cookie of {} bytes.\n", cookie.expose().len());

    // GET /callback?code=…&state=…
    let later = now.saturating_add(Duration::from_secs(20));
    let good = format!("code=01HQRS5FJMJX&state={}", attempt.state().expose());
    let verified = LoginAttempt::open(&keys, cookie.expose(), later)?.complete(&good, later)?;
    println!("/callback may exchange the code and then go to {}.\n", verified.return_path());

    for (case, query, at) in [
        ("a forged state", "code=01HQRS5FJMJX&state=forged", later),
        ("no state", "code=01HQRS5FJMJX", later),
        ("a slow person", &good, now.saturating_add(Duration::from_secs(3600))),
        ("a refusal", "error=profile_not_allowed_outside_organization", later),
    ] {
        let refused: CallbackError = match attempt.clone().complete(query, at) {
            Ok(_) => return Err(format!("{case} was accepted").into()),
            Err(error) => error,
        };
        println!("{case}: {refused}\n  {}", refused.hint().unwrap_or_default());
    }
    Ok(())
}
