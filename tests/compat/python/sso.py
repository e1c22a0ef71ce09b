import secrets

from workos import AuthenticationError, BadRequestError, NotFoundError, create_public_client
from workos.pkce import PKCE

from harness import REDIRECT_URI, browse, equal, refused

# Of the emulator's default fixture.
ACME = "org_01H5K5Z4J8T9D3G2F1N6M8V7C4"
ACME_SAML = "conn_01HQRS5H000000000000000001"


def lists_connections(world):
    page = world.workos.sso.list_connections(organization_id=ACME)
    equal([connection.id for connection in page.data], [ACME_SAML])
    first = world.workos.sso.list_connections(limit=1)
    everything = [connection.id for connection in first.auto_paging_iter()]
    assert len(everything) > 1, "the fixture has several connections"
    equal(len(set(everything)), len(everything))


def gets_a_connection(world):
    connection = world.workos.sso.get_connection(ACME_SAML)
    equal(connection.organization_id, ACME)
    equal(connection.connection_type, "GenericSAML")
    equal(connection.state, "active")
    equal(connection.status, "linked")
    equal([domain.domain for domain in connection.domains], ["acme.com"])


def finds_no_unknown_connection(world):
    with refused(NotFoundError):
        world.workos.sso.get_connection("conn_unknown")


def wrong_api_key(world):
    stranger = world.client(api_key="sk_test_of_somebody_else")
    with refused(AuthenticationError):
        stranger.sso.list_connections()


def signs_in_through_a_connection(world):
    state = secrets.token_urlsafe() + " &=+%ü"
    url = world.workos.sso.get_authorization_url(
        connection=ACME_SAML, redirect_uri=REDIRECT_URI, login_hint="grace@acme.com", state=state
    )
    callback = browse(url)
    assert "error" not in callback, callback
    equal(callback["state"], state)
    world.leave("code", callback["code"])


def exchanges_the_code(world):
    answer = world.workos.sso.get_profile_and_token(code=world.take("code"))
    equal(answer.token_type, "Bearer")
    equal(answer.expires_in, 600)
    profile = answer.profile
    equal(profile.email, "grace@acme.com")
    equal((profile.first_name, profile.last_name, profile.name), ("Grace", "Hopper", "Grace Hopper"))
    equal(profile.connection_id, ACME_SAML)
    equal(profile.organization_id, ACME)
    equal(profile.role.slug, "member")
    equal(profile.groups, ["Engineering"])
    assert isinstance(profile.raw_attributes, dict)
    world.leave("session", answer)


def gets_the_profile(world):
    session = world.take("session")
    equal(world.workos.sso.get_profile(access_token=session.access_token), session.profile)


def used_code(world):
    world.take("session")
    with refused(BadRequestError, error="invalid_grant"):
        world.workos.sso.get_profile_and_token(code=world.take("code"))


def signs_in_through_an_organization(world):
    answer = world.workos.sso.get_profile_and_token(code=sign_in(world, organization=ACME))
    equal(answer.profile.connection_id, ACME_SAML)


def signs_in_through_a_provider(world):
    # The fixture has a connection for Google, and none for Microsoft.
    for provider in ["GoogleOAuth", "MicrosoftOAuth"]:
        answer = world.workos.sso.get_profile_and_token(code=sign_in(world, provider=provider))
        equal(answer.profile.connection_type, provider)


def sent_back_with_an_error(world):
    url = world.workos.sso.get_authorization_url(
        connection="conn_unknown", redirect_uri=REDIRECT_URI, state="kept"
    )
    callback = browse(url)
    equal(callback["error"], "connection_invalid")
    assert callback["error_description"]
    equal(callback["state"], "kept")
    assert "code" not in callback, callback


def signs_in_with_pkce(world):
    code, verifier = sign_in_with_pkce(world.workos)
    answer = world.workos.sso.get_profile_and_token_pkce(code=code, code_verifier=verifier)
    equal(answer.profile.connection_id, ACME_SAML)


def wrong_verifier(world):
    code, _ = sign_in_with_pkce(world.workos)
    verifier = PKCE().generate().code_verifier
    with refused(BadRequestError, error="invalid_grant"):
        world.workos.sso.get_profile_and_token_pkce(code=code, code_verifier=verifier)


def signs_in_without_an_api_key(world):
    app = create_public_client(client_id=world.client_id, base_url=world.url)
    code, verifier = sign_in_with_pkce(app)
    answer = app.sso.get_profile_and_token_pkce(code=code, code_verifier=verifier)
    equal(answer.profile.connection_id, ACME_SAML)


def sign_in(world, **selector):
    return browse(world.workos.sso.get_authorization_url(redirect_uri=REDIRECT_URI, **selector))["code"]


def sign_in_with_pkce(workos):
    started = workos.sso.get_authorization_url_with_pkce(redirect_uri=REDIRECT_URI, connection=ACME_SAML)
    callback = browse(started["url"])
    equal(callback["state"], started["state"])
    return callback["code"], started["code_verifier"]


STEPS = {
    "lists connections": lists_connections,
    "gets a connection": gets_a_connection,
    "finds no unknown connection": finds_no_unknown_connection,
    "is refused with a wrong API key": wrong_api_key,
    "signs in through a connection and gets its state back": signs_in_through_a_connection,
    "exchanges the code for a profile and a token": exchanges_the_code,
    "gets the profile of the token": gets_the_profile,
    "is refused with a code that was used before": used_code,
    "signs in through an organization": signs_in_through_an_organization,
    "signs in through a provider": signs_in_through_a_provider,
    "is sent back with an error if a sign-in cannot begin": sent_back_with_an_error,
    "signs in with PKCE": signs_in_with_pkce,
    "is refused with a wrong PKCE verifier": wrong_verifier,
    "signs in with PKCE and without an API key": signs_in_without_an_api_key,
}
