"""The page as a file: well formed, self-contained, and deaf to what a captured title tries to say."""

import base64
import hashlib
import re
from itertools import pairwise

import msgspec
import pytest
from lxml import html as lxml_html

from tocsin.briefing.fonts import faces
from tocsin.briefing.html import render
from tocsin.briefing.view import marker
from tocsin.briefing.writing import write
from tocsin.errors import BriefingError
from tocsin.records.briefing import Briefing

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}{script}</head>"


@pytest.fixture(scope="module")
def page(request: pytest.FixtureRequest) -> str:
    return render(request.getfixturevalue("shared_briefing"))


def test_it_has_one_heading_of_the_first_order_and_skips_none(page: str) -> None:
    orders = [int(tag[1]) for tag in re.findall(r"<(h[1-6])\b", page)]
    assert orders.count(1) == 1
    assert orders[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(orders))


def test_ids_are_unique(page: str) -> None:
    ids = lxml_html.fromstring(page).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_stays_on_the_page_and_arrives(page: str) -> None:
    tree = lxml_html.fromstring(page)
    ids = set(tree.xpath("//@id"))
    targets = tree.xpath("//@href")
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_every_reference_of_aria_arrives(page: str) -> None:
    tree = lxml_html.fromstring(page)
    named = [
        name for value in tree.xpath("//@aria-labelledby | //@aria-describedby") for name in value.split()
    ]
    assert set(named) <= set(tree.xpath("//@id"))


def test_nothing_is_loaded_from_outside(page: str) -> None:
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//@src | //link | //iframe | //object | //*[local-name()='image']")
    assert not re.findall(r"url\((?!data:|#)", page)
    assert "@import" not in page


def test_no_element_has_an_inline_style_or_handler(page: str) -> None:
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//@style")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_the_policy_names_the_style_and_script_by_hash(page: str) -> None:
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        text = page.split(f"<{tag}>", 1)[1].split(f"</{tag}>", 1)[0]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_citation_shows_its_line_of_custody(page: str, shared_briefing: Briefing) -> None:
    for each in shared_briefing.citations:
        assert each.payload_digest in page
        assert each.address in page
        assert f"Grade {each.reliability}{each.credibility}" in page


def test_pseudonyms_are_marked_for_eye_and_ear(page: str) -> None:
    assert '<span class="alias">Interviewee 1<span class="vh"> (pseudonym)</span></span>' in page


def test_a_pseudonym_inside_a_longer_word_is_let_be() -> None:
    assert str(marker(("Interviewee 1",))("Interviewee 12 <b>")) == "Interviewee 12 &lt;b&gt;"


def test_hostile_text_is_printed_and_never_run(briefing: Briefing) -> None:
    bad = msgspec.structs.replace(
        briefing,
        question=HOSTILE,
        case_title=HOSTILE,
        citations=tuple(
            msgspec.structs.replace(each, title=HOSTILE, quote=HOSTILE, address=HOSTILE, publisher=HOSTILE)
            for each in briefing.citations
        ),
        sizes=tuple(msgspec.structs.replace(each, speaker=HOSTILE) for each in briefing.sizes),
        claims=tuple(
            msgspec.structs.replace(each, speaker=HOSTILE, content=HOSTILE) for each in briefing.claims
        ),
        indicator_titles=dict.fromkeys(briefing.indicator_titles, HOSTILE),
    )
    page = render(bad)
    tree = lxml_html.fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img")
    assert page.count("</head>") == 1


def test_a_case_on_its_first_day_renders(bare_briefing: Briefing) -> None:
    page = render(bare_briefing)
    for said in (
        "This is the first briefing of the case",
        "No prediction has been found yet",
        "Nothing has been captured yet",
        "nobody has looked for the indicators",
    ):
        assert said in page


def test_the_same_briefing_is_the_same_page(briefing: Briefing, another_briefing: Briefing) -> None:
    assert render(briefing) == render(another_briefing)


def test_the_page_is_light(page: str) -> None:
    assert len(page.encode()) < 1_500_000


def test_only_the_letters_used_bring_their_fonts() -> None:
    assert "cyrillic" not in faces("Plain")
    assert faces("Призыв") == "" or "U+400-45F" in faces("Призыв")
    assert "U+400-45F" not in faces("Plain")


def test_writing_leaves_no_draft_behind_and_replaces_the_last(tmp_path) -> None:
    target = tmp_path / "briefings" / "page.html"
    write(target, "one")
    write(target, b"two")
    assert target.read_text() == "two"
    assert [each.name for each in target.parent.iterdir()] == ["page.html"]


def test_writing_where_a_file_stands_is_one_clear_line(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BriefingError, match="expected a place that can be written"):
        write(tmp_path / "file" / "page.html", "one")
