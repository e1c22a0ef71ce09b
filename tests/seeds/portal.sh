# The commands of the Admin Portal reference. run.sh sources this file.

echo "# Admin Portal: commands of the reference"

start --rate-limits legacy
key="Authorization: Bearer ${WORKOS_API_KEY}"
json="Content-Type: application/json"
launch=".link | startswith(\"$BASE/portal/launch?token=\")"

check "POST /portal/generate_link returns a link to the portal" 201 "$launch" \
    curl -X POST "$BASE/portal/generate_link" \
    -H "Authorization: Bearer ${WORKOS_API_KEY}" \
    -H "Content-Type: application/json" \
    -d '{ "organization": "org_01H1234567890ABCDEFGHIJK", "intent": "sso", "return_url": "https://yourapp.com/settings" }'
opened=$(body .link)

check "GET /portal/provider_icons lists providers and their icons" 200 \
    'length > 0 and all(.[]; (.provider | type == "string") and (.icon_url | startswith("http")))
     and any(.[]; .provider == "GoogleOAuth") and any(.[]; .provider == "OktaSAML")' \
    curl "$BASE/portal/provider_icons" \
    -H "Authorization: Bearer ${WORKOS_API_KEY}"
that "an icon is an image" [ "$(curl -sS -o /dev/null -w '%{content_type}' "$(body '.[0].icon_url')")" = image/svg+xml ]

ORG_ID=org_01H1234567890ABCDEFGHIJK
API_KEY=$WORKOS_API_KEY
RESPONSE=$(curl -s -X POST "$BASE/portal/generate_link" \
    -H "Authorization: Bearer ${API_KEY}" \
    -H "Content-Type: application/json" \
    -d "{ \"organization\": \"${ORG_ID}\", \"intent\": \"sso\" }")
that "Test link generation: a link with a token" \
    [ "$(echo "$RESPONSE" | jq -r '.link' | sed 's/token=..*/token=/')" = "$BASE/portal/launch?token=" ]
that "Test provider icons: the first icon" \
    [ "$(curl -s "$BASE/portal/provider_icons" -H "Authorization: Bearer ${API_KEY}" |
        jq '.[0] | has("provider") and has("icon_url")')" = true ]
printed=$(WORKOS_BASE_URL=$BASE "$bin" portal generate-link \
    --organization org_01H1234567890ABCDEFGHIJK \
    --intent sso) || printed="exit code $?"
that "workos portal generate-link prints a link" grep -qF "$BASE/portal/launch?token=" <<<"$printed"

echo "# Admin Portal: behavior that the reference describes without a command"

visit() { curl -sS -o "$work/page" -w '%{http_code}' "$@"; }
that "the link opens the portal" [ "$(visit "$opened")" = 200 ]
that "the portal shows the intent of the link" grep -q "Set up single sign-on" "$work/page"
page_token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$work/page")
that "the link works only once" [ "$(visit "$opened")" = 400 ]
back=$(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' "$BASE/_emulator/portal" \
    -d "token=$page_token" -d connection_type=OktaSAML -d "name=Initech Okta")
that "saving redirects to the return URL" [ "$back" = "302 https://yourapp.com/settings" ]
check "the connection is active" 200 \
    '.data | length == 1 and (.[0] | .name == "Initech Okta" and .state == "active")' \
    curl "$BASE/connections?organization_id=$ORG_ID" -H "$key"
for intent in dsync audit_logs log_streams; do
    check "POST /portal/generate_link accepts the intent $intent" 201 "$launch" \
        curl -X POST "$BASE/portal/generate_link" -H "$key" -H "$json" \
        -d "{\"organization\": \"$ORG_ID\", \"intent\": \"$intent\", \"success_url\": \"https://yourapp.com/done\"}"
done

echo "# Admin Portal errors"

generate=(curl -X POST "$BASE/portal/generate_link" -H "$json")
sso="{\"organization\": \"$ORG_ID\", \"intent\": \"sso\"}"
refused "a wrong API key" 401 unauthorized "${generate[@]}" -H "Authorization: Bearer sk_wrong" -d "$sso"
refused "no API key" 401 unauthorized "${generate[@]}" -d "$sso"
refused "an unknown organization" 404 organization_not_found \
    "${generate[@]}" -H "$key" -d '{"organization": "org_none", "intent": "sso"}'
refused "an unknown intent" 422 invalid_intent \
    "${generate[@]}" -H "$key" -d "{\"organization\": \"$ORG_ID\", \"intent\": \"everything\"}"
for url in /settings yourapp.com ftp://yourapp.com "javascript:alert(1)"; do
    refused "the return URL $url" 422 invalid_url \
        "${generate[@]}" -H "$key" -d "{\"organization\": \"$ORG_ID\", \"return_url\": \"$url\"}"
done
curl -sS -o /dev/null -X POST "$BASE/portal/generate_link?n=[1-100]" -H "$key" -H "$json" -d "$sso"
refused "more than 100 links a minute" 429 rate_limit_exceeded "${generate[@]}" -H "$key" -d "$sso"
that "the response has Retry-After" grep -qiE '^retry-after: [1-9][0-9]?' "$work/headers"
curl -sS -o /dev/null "$BASE/portal/provider_icons?n=[1-1000]" -H "$key"
refused "more than 1000 icon lists a minute" 429 rate_limit_exceeded curl "$BASE/portal/provider_icons" -H "$key"
