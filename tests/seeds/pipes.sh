# The shell checks of the Pipes guide, and its flow, for which the guide shows no commands. run.sh sources this file.

echo "# Pipes: the verification checklist"

start
key="Authorization: Bearer ${WORKOS_API_KEY}"
json="Content-Type: application/json"
user='"user_id": "user_01HQRS5H000000000000000001"'

# `grep -q` would close the pipe too early for `pipefail`.
said=$(env | grep WORKOS_API_KEY | grep "sk_" >/dev/null && echo "PASS: API key set" || echo "FAIL: API key missing or invalid")
that "1. ${said#*: }" [ "$said" = "PASS: API key set" ]
said=$(env | grep WORKOS_CLIENT_ID | grep "client_" >/dev/null && echo "PASS: Client ID set" || echo "FAIL: Client ID missing or invalid")
that "1. ${said#*: }" [ "$said" = "PASS: Client ID set" ]
check "3. at least one provider is configured" 200 '.data | any(.[]; .enabled and (.redirect_uri | length > 0))' \
    curl "$BASE/data-integrations" -H "$key"
check "4. an authorization URL is generated" 200 ".url | startswith(\"$BASE/data-integrations/\")" \
    curl -X POST "$BASE/data-integrations/github/authorize" -H "$key" -H "$json" \
    -d "{$user, \"return_to\": \"https://yourapp.com/connected?state=kX3\"}"
url=$(body .url)

echo "# Pipes: from consent to token"

ask=(curl -X POST "$BASE/data-integrations/github/token" -H "$key" -H "$json" -d "{$user}")
account="$BASE/user_management/users/user_01HQRS5H000000000000000001/connected_accounts/github"
check "before the consent there is no token" 200 '. == {active: false, error: "not_installed"}' "${ask[@]}"
callback=$(curl -sS -o /dev/null -w '%{redirect_url}' "$url")
that "the provider redirects to WorkOS" grep -qE '[?&]code=' <<<"$callback"
# The same redirect URI in the form that the guide uses.
legacy_callback="$BASE/sso/callback/github?${callback#*\?}"
back=$(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' "$legacy_callback")
that "WorkOS redirects to the application" [ "$back" = "302 https://yourapp.com/connected?state=kX3" ]
check "a fresh token is fetched" 200 '.active and (.access_token.access_token | length > 0)' "${ask[@]}"
check "the account is connected" 200 '.state == "connected"' curl "$account" -H "$key"
check "the account is disconnected" 204 - curl -X DELETE "$account" -H "$key"
check "after the disconnection there is no token" 200 '. == {active: false, error: "not_installed"}' "${ask[@]}"
check "both changes are listed as events" 200 \
    '[.data[].event] | sort == ["pipes.connected_account.connected", "pipes.connected_account.disconnected"]' \
    curl -G "$BASE/events" -H "$key" \
    -d "events=pipes.connected_account.connected,pipes.connected_account.disconnected"

echo "# Pipes errors"

refused "a wrong API key" 401 unauthorized \
    curl -X POST "$BASE/data-integrations/github/token" -H "Authorization: Bearer sk_wrong" -H "$json" -d "{$user}"
check "an unknown account: 404" 404 '.message | length > 0' curl "$account" -H "$key"
check "an unknown user: 404" 404 '.message | length > 0' \
    curl -X POST "$BASE/data-integrations/github/token" -H "$key" -H "$json" -d '{"user_id": "user_none"}'

start --interactive
key="Authorization: Bearer ${WORKOS_API_KEY}"
for row in github:bad_verification_code slack:invalid_code google:redirect_uri_mismatch salesforce:invalid_grant \
    github:invalid_scope github:invalid_redirect_uri github:connection_not_found github:unauthorized; do
    error=${row#*:}
    url=$(curl -sS -X POST "$BASE/data-integrations/${row%:*}/authorize" -H "$key" -H "$json" \
        -d "{$user, \"return_to\": \"https://yourapp.com/connected?state=kX3\"}" | jq -r .url)
    page_token=$(curl -sS "$url" | sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p')
    callback=$(curl -sS -o /dev/null -w '%{redirect_url}' "$BASE/_emulator/consent" -d "token=$page_token" -d "error=$error")
    back=$(curl -sS -o /dev/null -w '%{redirect_url}' "$callback")
    that "the error $error of ${row%:*} is returned with the state" \
        grep -q "^https://yourapp.com/connected?state=kX3&error=$error&" <<<"$back"
done
