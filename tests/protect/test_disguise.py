"""Whatever form a name takes, the redactor replaces it, and a Russian pseudonym takes the same form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.protect.declension import decline
from tocsin.protect.gate import Gate
from tocsin.protect.names import everyday_words, lists
from tocsin.protect.redact import Redactor
from tocsin.protect.sounding import keys

RUSSIAN = sorted(
    name.casefold()
    for kin, names in lists().items()
    if kin.script == "cyrillic"
    for name in names
    if name.casefold() not in everyday_words()
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Письмо от Константина", "Письмо от Антона"),
        ("Письмо Константину", "Письмо Антону"),
        ("вместе с Константином", "вместе с Антоном"),
        ("Костя ушёл", "Антон ушёл"),
    ],
)
def test_a_pseudonym_stands_in_the_case_of_the_name(text, told):
    assert Redactor({"Константин": "Антон"}).text(text) == told


@given(st.sampled_from(RUSSIAN), st.data())
def test_no_case_of_a_name_survives(name, data):
    form = data.draw(st.sampled_from(sorted(decline(name))))
    redactor = Redactor({name.capitalize(): "Interviewee 1"})
    done = redactor.text(f"мы видели, как {form.capitalize()} шёл домой")
    assert "Interviewee 1" in done
    assert not [*Gate([name.capitalize()]).find("a.txt", done.encode())]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Фёдор", "Fjodor"), ("Соловьёв", "Soloviev"), ("Чернышёв", "Tschernyschow"), ("Юлия", "Julija")],
)
def test_two_systems_of_transliteration_have_a_key_in_common(one, other):
    assert keys(one) & keys(other)


def test_a_public_person_keeps_the_name_in_every_case():
    redactor = Redactor({"Sergei": "Interviewee 1"}, ["Sergei Shoigu"])
    assert redactor.text("Сергея Шойгу и Сергея") == "Сергея Шойгу и Interviewee 1"
