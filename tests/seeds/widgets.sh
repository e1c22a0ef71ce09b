# The commands of the Widgets reference. run.sh sources this file. The 500 of its error table is not tested, because
# curl cannot make the emulator fail.

echo "# Widgets: commands of the reference"

start --rate-limits legacy
key="Authorization: Bearer ${WORKOS_API_KEY}"
json="Content-Type: application/json"
ORG_ID="org_01H5K5Z4J8T9D3G2F1N6M8V7C4"

# widget_token SECONDS: prints a jq filter for a token that expires in this many seconds, with a tolerance of ten.
widget_token() {
    echo "(.token | startswith(\"widget_\"))
        and (.expires_at | sub(\"\\\\.[0-9]+Z\"; \"Z\") | fromdate - now - $1 | fabs < 10)"
}

check "POST /widgets/token returns a token and its expiry" 200 "$(widget_token 600)" \
    curl -X POST "$BASE/widgets/token" \
    -H "Authorization: Bearer ${WORKOS_API_KEY}" \
    -H "Content-Type: application/json" \
    -d '{ "organization_id": "org_01H5K5Z4J8T9D3G2F1N6M8V7C4", "widget_scope": "sso", "expires_in": 600 }'
check "Test token generation: valid for ten minutes by default" 200 "$(widget_token 600)" \
    curl -X POST "$BASE/widgets/token" \
    -H "Authorization: Bearer $WORKOS_API_KEY" \
    -H "Content-Type: application/json" \
    -d "{ \"organization_id\": \"$ORG_ID\", \"widget_scope\": \"sso\" }"
TOKEN=$(curl -s -X POST "$BASE/widgets/token" \
    -H "Authorization: Bearer $WORKOS_API_KEY" \
    -H "Content-Type: application/json" \
    -d "{\"organization_id\": \"$ORG_ID\", \"widget_scope\": \"sso\"}" \
    | jq -r '.token')
that "Verify token format: it starts with widget_" [ "${TOKEN#widget_}" != "$TOKEN" ]

make=(curl -X POST "$BASE/widgets/token" -H "$json")
check "POST /widgets/token accepts expires_in" 200 "$(widget_token 60)" \
    "${make[@]}" -H "$key" -d "{\"organization_id\": \"$ORG_ID\", \"widget_scope\": \"sso\", \"expires_in\": 60}"
for scope in dsync audit_logs log_streams; do
    check "POST /widgets/token accepts the scope $scope" 200 "$(widget_token 600)" \
        "${make[@]}" -H "$key" -d "{\"organization_id\": \"$ORG_ID\", \"widget_scope\": \"$scope\"}"
done

echo "# Widgets errors"

invalid='.error == "invalid_request" and (.error_description'
check "no organization_id: 400 invalid_request" 400 "$invalid == \"organization_id is required\")" \
    "${make[@]}" -H "$key" -d '{"widget_scope": "sso"}'
check "a wrong widget_scope: 400 invalid_request" 400 "$invalid | contains(\"audit_logs\"))" \
    "${make[@]}" -H "$key" -d "{\"organization_id\": \"$ORG_ID\", \"widget_scope\": \"everything\"}"
refused "a wrong API key" 401 unauthorized \
    "${make[@]}" -H "Authorization: Bearer sk_wrong" -d "{\"organization_id\": \"$ORG_ID\", \"widget_scope\": \"sso\"}"
refused "no API key" 401 unauthorized "${make[@]}" -d "{\"organization_id\": \"$ORG_ID\", \"widget_scope\": \"sso\"}"
refused "an unknown organization" 404 entity_not_found \
    "${make[@]}" -H "$key" -d '{"organization_id": "org_none", "widget_scope": "sso"}'
curl -sS -o /dev/null "$BASE/connections?n=[1-600]" -H "$key"
refused "more than 600 requests a minute" 429 rate_limit_exceeded \
    "${make[@]}" -H "$key" -d "{\"organization_id\": \"$ORG_ID\", \"widget_scope\": \"sso\"}"
that "the response has Retry-After" grep -qiE '^retry-after: [1-9][0-9]?' "$work/headers"
