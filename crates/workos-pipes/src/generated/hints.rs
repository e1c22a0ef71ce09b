//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

use workos_client::{Hint, hints};

pub(super) const SHARED_HINTS: &[Hint] = hints! {
    401 => "Check `WORKOS_API_KEY`: it starts with `sk_`, and must belong to the environment in which the provider is set up.";
    403 => "Give the API key access to Pipes in the dashboard, and check that the feature is enabled.";
    404 "multiple_connections_unavailable" => "Replace the connected account with the `set_` or `update` call: this environment allows one account per provider.";
    409 "account_selection_required" => "Set `connected_account_id` to the id of one account: several accounts match. `data_providers.list()` with `supports_multiple_connections(true)` lists them.";
    409 "connected_account_limit_reached" => "Delete an account before you connect another one: this owner has the maximum number of accounts at the provider.";
    409 "idempotency_key_conflict" => "Use a new idempotency key for each change: this one was sent with another body.";
    422 "auth_method_mismatch" => "Call `credentials`, which supports all kinds of accounts: this account uses another authentication method.";
    422 "client_credentials_not_configured" => "Set client id and client secret of the integration with `data_integrations.update()` first.";
    422 "invalid_data_integration_state" => "Read the integration with `data_integrations.get()` and correct it: its `state` is not `valid`.";
    422 "invalid_refresh_token" => "Send the latest refresh token of the provider: the provider refused this one.";
    422 "invalid_request_parameters" => "Read `errors()`: it names each field that is refused.";
    422 "invalid_token_combination" => "Send `access_token`, `refresh_token` and `expires_at` together for a token that expires, or `access_token` alone.";
    503 "concurrent_request" => "Wait for the other request that changes this account, then call `delete` again.";
};
