from harness import REDIRECT_URI, browse, equal

# Of the emulator's default fixture.
JOHN = "user_01HQRS5H000000000000000001"


def token(world):
    return world.workos.pipes.get_access_token("github", user_id=JOHN)


def is_not_connected(world):
    answer = token(world)
    equal((answer.active, answer.access_token, answer.error.value), (False, None, "not_installed"))


def connects(world):
    return_to = f"{REDIRECT_URI}?state=kX3"
    answer = world.workos.pipes.authorize_data_integration("github", user_id=JOHN, return_to=return_to)
    assert answer.state
    equal(browse(answer.url), {"state": "kX3"})
    equal(world.workos.pipes.get_user_connected_account(JOHN, "github").state, "connected")


def gets_a_token(world):
    answer = token(world)
    equal(answer.active, True)
    assert answer.access_token.access_token
    equal((answer.access_token.scopes, answer.access_token.missing_scopes), (["repo", "user:email"], []))


def disconnects(world):
    world.workos.pipes.delete_user_connected_account(JOHN, "github")
    is_not_connected(world)


STEPS = {
    "is told that no account is connected": is_not_connected,
    "connects an account through the consent page": connects,
    "gets an access token of the account": gets_a_token,
    "disconnects the account": disconnects,
}
