"""What a user types and what a server answers cannot lead into a private network, nor forge what is sent."""

import ssl

import pytest
import trustme
from capture_server import Said, Wire, serve
from hypothesis import given
from hypothesis import strategies as st

from tocsin.capture.fetch.address import parse
from tocsin.capture.fetch.guard import verify_public
from tocsin.capture.find import find
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload

PAGE = "<html><body><p>The secret of the router, in one paragraph.</p></body></html>"
PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::",
]  # fmt: skip


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_that_is_not_of_the_open_internet_is_refused(number):
    with pytest.raises(CaptureError, match="expected an address on the open internet"):
        verify_public(number, "somewhere")


@pytest.mark.parametrize("number", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::5db8:d822"])
def test_a_number_of_the_open_internet_is_let_through(number):
    verify_public(number, "somewhere")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_spelling_of_loopback_gets_through(server, web, hours, host):
    server.says("/", PAGE)
    (only,) = find(
        [f"http://{host}:{server.server_port}/"], hours.at, web=web(allow_private=False, attempts=1)
    )
    assert "expected an address on the open internet" in only.reason or "server that answers" in only.reason
    assert server.asked == []


def test_a_name_that_leads_to_a_private_number_is_refused_after_it_was_looked_up(server, web, hours):
    server.says("/", PAGE)
    way = web(allow_private=False, look_up=lambda host, port: ["127.0.0.1"])
    (only,) = find([f"http://news.example:{server.server_port}/"], hours.at, web=way)
    assert "127.0.0.1, which is not; try allow_private" in only.reason
    assert server.asked == []


def test_one_private_number_among_public_ones_is_enough_to_refuse(web, hours):
    way = web(allow_private=False, look_up=lambda host, port: ["93.184.216.34", "10.0.0.1"])
    (only,) = find(["http://news.example/"], hours.at, web=way)
    assert "10.0.0.1" in only.reason


def test_a_name_that_changes_its_number_between_look_up_and_call_gains_nothing(server, web, hours):
    answers = iter([["93.184.216.34"], ["10.0.0.1"]])
    server.says("/", PAGE)
    wire = Wire()
    way = web(allow_private=False, wire=wire, look_up=lambda host, port: next(answers), robots=False)
    (page,) = find([f"http://rebinding.example:{server.server_port}/"], hours.at, web=way)
    assert page.status == 200
    assert dict(page.request_headers)["Host"].startswith("rebinding.example")
    # The number that was checked is the one that is called: there is one look-up for one connection.
    assert wire.called == ["93.184.216.34"]


NAMES = {"open.example": ["93.184.216.34"], "router.example": ["192.168.1.1"]}


@pytest.mark.parametrize(
    "target", ["http://router.example/admin", "http://169.254.169.254/latest", "//[::1]/"]
)
def test_a_redirect_into_a_private_network_is_refused(server, web, hours, target):
    server.says("/a", Said(status=302, headers=(("Location", target),)))
    wire = Wire()
    way = web(allow_private=False, wire=wire, look_up=lambda host, port: NAMES.get(host, [host]))
    hop, trouble = find([f"http://open.example:{server.server_port}/a"], hours.at, web=way)
    assert hop.status == 302
    assert "expected an address on the open internet" in trouble.reason
    assert set(wire.called) == {"93.184.216.34"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ftp://files.example/x", "expected http or https, found ftp"),
        ("gopher://127.0.0.1:70/_x", "expected http or https, found gopher"),
        ("http://", "expected an address with a host"),
        ("http:///etc/passwd", "expected an address with a host"),
        ("http://user:word@news.example/", "without a user name"),
        ("http://news.example/\r\nX-Forged: 1", "a control character"),
        ("http://news.example/\tx", "a control character"),
        ("http://news.example\0/", "a control character"),
        ("http://news.example:99999/", "an address such as"),
        ("http://[::1/", "an address such as"),
        ("http://xn--\ud7ff.example/", "an address such as"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused_with_advice(web, hours, text, said):
    (only,) = find([text], hours.at, web=web())
    assert said in only.reason
    assert "word" not in only.reason.replace("password", "")
    assert only.reason.isprintable()


@given(st.text(max_size=60))
def test_whatever_follows_the_host_makes_one_plain_line(rest):
    try:
        address = parse(f"https://news.example/{rest}")
    except CaptureError:
        return
    assert str(address).isascii()
    assert not any(letter.isspace() for letter in str(address))
    assert parse(str(address)) == address


def test_letters_of_any_script_become_the_address_that_is_asked():
    assert str(parse("HTTPS://Президент.РФ/новости?q=указ#top")) == (
        "https://xn--d1abbgf6aiiy.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"
        "?q=%D1%83%D0%BA%D0%B0%D0%B7"
    )


def test_a_setting_cannot_forge_a_header(server, web, hours):
    address = server.says("/", PAGE)
    (only,) = find([address], hours.at, web=web(user_agent="me\r\nX-Forged: 1", robots=False))
    assert "request header: expected one line" in only.reason
    assert server.asked == []


BOMBS = [
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]>{}',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{}',
]
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>&x;</loc></url></urlset>'
FEED = '<rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("content", [SITEMAP, FEED], ids=["sitemap", "feed"])
def test_xml_that_declares_entities_is_refused(server, web, hours, bomb, content):
    address = server.says("/x.xml", Said(bomb.format(content), headers=(("Content-Type", "text/xml"),)))
    *_, trouble = find([address], hours.at, web=web(), follow=".")
    assert "entities" in trouble.reason
    assert "root:" not in trouble.reason


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def secure(authority):
    """Makes a server with a certificate for the names given."""
    made = []

    def make(*names):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*names).configure_cert(context)
        made.append(serve(context))
        return made[-1]

    yield make
    for one in made:
        one.shutdown()
        one.server_close()


def _trusting(authority) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_a_certificate_that_fits_is_accepted(secure, authority, web, hours):
    address = secure("127.0.0.1").says("/", PAGE)
    (page,) = find([address], hours.at, web=web(trust=_trusting(authority), timeout_seconds=5))
    assert isinstance(page, Payload)
    assert page.status == 200


@pytest.mark.parametrize(("names", "trusts"), [(["127.0.0.1"], False), (["other.example"], True)])
def test_a_certificate_that_does_not_fit_is_named_and_nothing_is_taken(
    secure, authority, web, hours, names, trusts
):
    address = secure(*names).says("/", PAGE)
    trust = _trusting(authority) if trusts else None
    (only,) = find([address], hours.at, web=web(trust=trust, timeout_seconds=5))
    assert "expected a certificate that can be trusted" in only.reason
