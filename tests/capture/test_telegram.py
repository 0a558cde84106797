"""Chat exports become dated messages, and nothing about the exporter comes with them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.archive.archive import Archive
from tocsin.capture.extract.extract import extract
from tocsin.capture.find import find
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue
from tocsin.records.message import ChannelMessage
from tocsin.records.record import decode

SENT = 1_675_684_800
LOCAL = "2023-02-06T15:00:00"


def _message(number: int = 1, **more: object) -> dict:
    plain = {
        "id": number,
        "type": "message",
        "date": LOCAL,
        "date_unixtime": str(SENT),
        "from": "Vestnik Reki",
        "from_id": "channel1500",
        "text": f"Summonses were handed out in district {number}.",
        "text_entities": [],
    }
    return plain | more


def _chat(*messages: dict, **more: object) -> dict:
    plain = {"name": "Vestnik Reki", "type": "public_channel", "id": 1500, "messages": list(messages)}
    return plain | more


def _write(folder: Path, export: object, raw: bytes | None = None) -> Path:
    path = folder / "result.json"
    path.write_bytes(raw or json.dumps(export, ensure_ascii=False).encode())
    return path


def _found(path: Path, now: datetime) -> tuple[list[ChannelMessage], list[Issue], list[Payload]]:
    items = list(find([str(path)], now))
    payloads = [item for item in items if isinstance(item, Payload)]
    issues = [item for item in items if isinstance(item, Issue)]
    return [decode(one.body, ChannelMessage) for one in payloads], issues, payloads


def test_each_message_is_a_capture_with_its_own_address_and_instant(tmp_path, now):
    messages, issues, payloads = _found(_write(tmp_path, _chat(_message(1), _message(2))), now)
    assert [one.address for one in payloads] == ["https://t.me/c/1500/1", "https://t.me/c/1500/2"]
    assert {one.published_at for one in payloads} == {datetime.fromtimestamp(SENT, UTC)}
    assert payloads[0].author == "Vestnik Reki"
    assert not issues
    assert messages[0].chat_title == "Vestnik Reki"


def test_a_message_can_be_read_as_text(tmp_path, now):
    _, _, (payload,) = _found(_write(tmp_path, _chat(_message(3))), now)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        memento = extract(payload, archive.append(payload))
    assert memento.text == "Summonses were handed out in district 3."
    assert memento.published_at == datetime.fromtimestamp(SENT, UTC)
    assert memento.date_basis == "carrier"


SECRETS = ("+79990001122", "Anna Petrova", "10.20.30.40", "annapetrova", "Bio of mine", "Galina Contact")


def test_contacts_sessions_and_personal_information_are_stored_nowhere(tmp_path, now):
    export = {
        "about": "Here is your data",
        "personal_information": {
            "user_id": 7,
            "first_name": "Anna Petrova",
            "phone_number": "+79990001122",
            "username": "@annapetrova",
            "bio": "Bio of mine",
        },
        "contacts": {"list": [{"first_name": "Galina Contact", "phone_number": "+79990001122"}]},
        "sessions": {"list": [{"last_ip": "10.20.30.40"}]},
        "chats": {
            "about": "",
            "list": [
                _chat(
                    _message(
                        1,
                        contact_information={"first_name": "Galina Contact", "phone_number": "+79990001122"},
                        contact_vcard="contacts/galina.vcard",
                        location_information={"latitude": 55.1, "longitude": 37.2},
                        from_id="user7",
                    )
                )
            ],
        },
    }
    _, issues, payloads = _found(_write(tmp_path, export), now)
    assert len(payloads) == 1
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.append_all(payloads)
        stored = b"".join(archive.payload(one) for one in archive.captures())
    stored += (tmp_path / "archive" / "ledger.jsonl").read_bytes() + str(
        [one.reason for one in issues]
    ).encode()
    for secret in (*SECRETS, "55.1", "user7"):
        assert secret.encode() not in stored


def test_both_roots_and_left_chats_are_read(tmp_path, now):
    export = {
        "about": "",
        "chats": {"about": "", "list": [_chat(_message(1))]},
        "left_chats": {"about": "", "list": [_chat(_message(2), id=1600, type="private_supergroup")]},
    }
    messages, _, _ = _found(_write(tmp_path, export), now)
    assert [(one.chat_id, one.message_id) for one in messages] == [(1500, 1), (1600, 2)]


@pytest.mark.parametrize(
    ("kind", "title"), [("saved_messages", "absent"), ("personal_chat", None), ("replies", "absent")]
)
def test_a_chat_without_a_name_is_read_and_a_person_is_never_its_title(tmp_path, now, kind, title):
    chat = _chat(_message(1), type=kind, name=title)
    if title == "absent":
        del chat["name"]
    (message,), _, (payload,) = _found(_write(tmp_path, chat), now)
    assert message.chat_title is None
    assert payload.address.startswith("file:///result.json#1500")


def test_a_deleted_account_has_no_author(tmp_path, now):
    (message,), _, _ = _found(_write(tmp_path, _chat(_message(1, **{"from": None}))), now)
    assert message.author is None


def test_notices_are_passed_over_and_unknown_messages_are_said_once(tmp_path, now):
    chat = _chat(
        _message(1, type="service", action="pin_message"),
        {"id": 2, "type": "unsupported"},
        {"id": 3, "type": "unsupported"},
        _message(4),
    )
    messages, (trouble,), _ = _found(_write(tmp_path, chat), now)
    assert [one.message_id for one in messages] == [4]
    assert "2 others (message 2 is of type 'unsupported')" in trouble.reason


def test_old_exports_without_epoch_seconds_are_read_as_utc_and_that_is_said(tmp_path, now):
    old = {"id": 1, "type": "message", "date": LOCAL, "from": "TV", "from_id": 9_000_000_001, "text": "Word."}
    (message,), (trouble,), _ = _found(_write(tmp_path, _chat(old)), now)
    assert message.sent_at == datetime(2023, 2, 6, 15, tzinfo=UTC)
    assert not message.is_zone_known
    assert "local time without a zone, read as UTC" in trouble.reason


def test_an_edit_keeps_its_instant_and_a_forward_its_origin(tmp_path, now):
    edited = _message(1, edited=LOCAL, edited_unixtime=str(SENT + 60), forwarded_from="Other Channel")
    (message,), _, _ = _found(_write(tmp_path, _chat(edited)), now)
    assert message.edited_at == datetime.fromtimestamp(SENT + 60, UTC)
    assert message.forwarded_from == "Other Channel"


@pytest.mark.parametrize(
    ("text", "entities", "words"),
    [
        ("plain", [], "plain"),
        (
            ["See ", {"type": "link", "text": "the decree", "href": "https://x.example/1"}, " now"],
            [],
            "See the decree now",
        ),
        ("", [{"type": "plain", "text": "only "}, {"type": "bold", "text": "entities"}], "only entities"),
        (
            [{"type": "custom_emoji", "text": "🔔", "document_id": "(File not included.)"}, " bell"],
            [],
            "🔔 bell",
        ),
    ],
)
def test_text_comes_as_a_string_or_in_parts(tmp_path, now, text, entities, words):
    (message,), _, _ = _found(_write(tmp_path, _chat(_message(1, text=text, text_entities=entities))), now)
    assert message.text == words
    assert message.links == (("https://x.example/1",) if "decree" in words else ())


def test_control_characters_written_as_no_json_reader_takes_them_are_repaired(tmp_path, now):
    written = json.dumps(_chat(_message(1, text="BELL and C:\\x1Files and U+2028:\u2028.")))
    raw = written.replace("BELL", "one\\x1Ftwo").encode()
    assert b"\\x1Ftwo" in raw
    assert b"C:\\\\x1Files" in raw
    (message,), issues, _ = _found(_write(tmp_path, None, raw), now)
    assert message.text == "one\x1ftwo and C:\\x1Files and U+2028:\u2028."
    assert not issues


@pytest.mark.parametrize(
    ("place", "is_included"),
    [
        ("photos/photo_1.jpg", True),
        ("(File not included. Change data exporting settings to download.)", False),
        ("(Photo not included. Change data exporting settings to download.)", False),
    ],
)
def test_a_media_field_holds_a_path_or_a_sentence(tmp_path, now, place, is_included):
    (message,), _, _ = _found(_write(tmp_path, _chat(_message(1, photo=place))), now)
    assert (message.media, message.is_media_included) == ("photo", is_included)


def test_pictures_without_words_are_passed_over_and_polls_are_words(tmp_path, now):
    poll = {"question": "Will there be a wave?", "closed": False, "answers": [{"text": "Yes", "voters": 3}]}
    chat = _chat(_message(1, text="", photo="photos/1.jpg"), _message(2, text="", poll=poll))
    (message,), issues, (payload,) = _found(_write(tmp_path, chat), now)
    assert message.poll == ("Will there be a wave?", "Yes")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        assert "Will there be a wave?\nYes" in extract(payload, archive.append(payload)).text
    assert not issues


def test_an_export_folder_is_read_by_its_result_alone(tmp_path, now):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "photo_1.jpg").write_bytes(b"\xff\xd8\xff picture")
    _write(tmp_path, _chat(_message(1)))
    messages, issues, _ = _found(tmp_path, now)
    assert len(messages) == 1
    assert not issues


@pytest.mark.parametrize(
    ("flaw", "reason"),
    [
        ("cut", "a whole Telegram export"),
        ("empty", "an export with chats"),
        ("nested", "a whole Telegram export"),
        ("bad chat", "a chat with id, type and messages"),
    ],
)
def test_a_broken_export_is_an_issue_that_says_why(tmp_path, now, flaw, reason):
    raw = json.dumps({"about": "", "chats": {"list": [_chat(_message(1))]}}).encode()
    if flaw == "cut":
        raw = raw[:-30]
    elif flaw == "empty":
        raw = b'{"about": "x", "chats": {"list": []}}'
    elif flaw == "nested":
        raw = b'{"about": "", "chats": ' + b"[" * 200_000
    else:
        raw = b'{"about": "", "chats": {"list": [{"id": "x", "type": "public_channel"}]}}'
    _, (trouble,), payloads = _found(_write(tmp_path, None, raw), now)
    assert reason in trouble.reason
    assert not payloads
