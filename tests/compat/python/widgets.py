import base64
import json

from workos import NotFoundError

from harness import equal, refused

# Of the emulator's default fixture.
ACME = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4"
JOHN = "user_01HQRS5H000000000000000001"


def gets_a_token(world):
    answer = world.workos.widgets.create_token(
        organization_id=ACME, user_id=JOHN, scopes=["widgets:sso:manage"]
    )
    payload = answer.token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    equal((claims["sub"], claims["org_id"], claims["exp"] - claims["iat"]), (JOHN, ACME, 3600))


def unknown_organization(world):
    with refused(NotFoundError):
        world.workos.widgets.create_token(organization_id="org_unknown", user_id=JOHN)


STEPS = {
    "gets a widget token": gets_a_token,
    "is refused with a widget token of an unknown organization": unknown_organization,
}
