import http.client
from urllib.parse import urlsplit

from workos import NotFoundError

from harness import REDIRECT_URI, REQUEST_SECONDS, equal, refused

# Of the emulator's default fixture.
INITECH = "org_01H1234567890ABCDEFGHIJK"


def visit(url):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=REQUEST_SECONDS)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"Accept": "text/html"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def opens_a_link(world):
    answer = world.workos.admin_portal.generate_link(
        organization=INITECH, intent="sso", return_url=REDIRECT_URI
    )
    assert answer.link.startswith(f"{world.url}/portal/launch?token="), answer.link
    status, page = visit(world.leave("portal link", answer.link))
    equal(status, 200)
    assert "Initech" in page, page


def opens_no_link_twice(world):
    equal(visit(world.take("portal link"))[0], 400)


def unknown_organization(world):
    with refused(NotFoundError):
        world.workos.admin_portal.generate_link(organization="org_unknown", intent="sso")


STEPS = {
    "opens a portal link": opens_a_link,
    "opens no portal link twice": opens_no_link_twice,
    "is refused with a portal link of an unknown organization": unknown_organization,
}
