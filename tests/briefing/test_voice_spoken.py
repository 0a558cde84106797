"""Shorthand of every kind is said in words, and every word stands for a place in the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.briefing.voice.spoken.english import say, spoken
from tocsin.briefing.voice.spoken.numbers import cardinal, in_roman, ordinal, roman

WORDS_ONLY = re.compile(r"[A-Za-z' ,;:.?!-]*")
SAID = {
    # counts
    "300,000": "three hundred thousand",
    "300 000": "three hundred thousand",
    "300\u202f000": "three hundred thousand",
    "1500000": "one million five hundred thousand",
    "1,204,017": "one million two hundred four thousand seventeen",
    "0": "zero",
    "7": "seven",
    "15": "fifteen",
    "90": "ninety",
    "101": "one hundred one",
    "1,500 men": "one thousand five hundred men",
    "1500 men": "one thousand five hundred men",
    "007": "zero zero seven",
    "0.6": "zero point six",
    "3.14": "three point one four",
    "1,5 million": "one point five million",
    "−0.3": "minus zero point three",
    "+0.6 bits": "plus zero point six bits",
    "a drop of -5": "a drop of minus five",
    # sizes and approximations
    "~150k": "about one hundred fifty thousand",
    "≈ 150K": "about one hundred fifty thousand",
    "c. 500": "about five hundred",
    "ca. 500": "about five hundred",
    "approx. 500": "approximately five hundred",
    "300,000+": "more than three hundred thousand",
    ">300,000": "more than three hundred thousand",
    "≥ 5": "at least five",
    "≤5": "at most five",
    "±2": "plus or minus two",
    "1.5m": "one point five million",
    "1.5 million": "one point five million",
    "2 mln": "two million",
    "4bn": "four billion",
    "1.2 trillion": "one point two trillion",
    "2x": "two times",
    "×2": "times two",
    # ranges
    "300,000–1,000,000": "three hundred thousand to one million",
    "300,000-500,000": "three hundred thousand to five hundred thousand",
    "10–15k": "ten to fifteen thousand",
    "18–27": "eighteen to twenty seven",
    "4.1–43 %": "four point one to forty three percent",
    "4.1–\u206043\u00a0%": "four point one to forty three percent",
    "<1–24 %": "less than one to twenty four percent",
    "5 %–10 %": "five to ten percent",
    "300,000 – 1 million": "three hundred thousand to one million",
    "1–2 million": "one to two million",
    # shares
    "10 %": "ten percent",
    "10%": "ten percent",
    "0.5 pp": "zero point five percentage points",
    "1 %": "one percent",
    # money
    "$4.2bn": "four point two billion dollars",
    "$4.2 billion": "four point two billion dollars",
    "US$5 million": "five million dollars",
    "$3–5 million": "three to five million dollars",
    "$10-15 bn": "ten to fifteen billion dollars",
    "$1": "one dollar",
    "€300m": "three hundred million euros",
    "£5": "five pounds",
    "€1.50": "one euro fifty cents",
    "$1,250.05": "one thousand two hundred fifty dollars five cents",
    "₽195,000": "one hundred ninety five thousand roubles",
    "195,000 RUB": "one hundred ninety five thousand roubles",
    "~$2bn": "about two billion dollars",
    # units
    "60 km/h": "sixty kilometres an hour",
    "1 km": "one kilometre",
    "15 km": "fifteen kilometres",
    "100 km²": "one hundred square kilometres",
    "155 mm": "one hundred fifty five millimetres",
    "155mm": "one hundred fifty five millimetres",
    "3.5 t": "three point five tonnes",
    "5 m": "five metres",
    "20 °C": "twenty degrees Celsius",
    "90°": "ninety degrees",
    "40 GW": "forty gigawatts",
    "10 mi": "ten miles",
    # ordinals and fractions
    "1st": "first",
    "22nd": "twenty second",
    "58th Army": "fifty eighth Army",
    "30th": "thirtieth",
    "112th": "one hundred twelfth",
    "10th–90th percentile": "tenth to ninetieth percentile",
    "2/3": "two thirds",
    "1/2": "one half",
    "3/4": "three quarters",
    "24/7": "twenty four seven",
    "1½": "one and a half",
    "¾": "three quarters",
    # days
    "20 March 2023": "the twentieth of March twenty twenty three",
    "the 20 March decree": "the twentieth of March decree",
    "21 Sep. 2022": "the twenty first of September twenty twenty two",
    "21 Sept 2022": "the twenty first of September twenty twenty two",
    "6 Feb": "the sixth of February",
    "21–25 September 2022": "the twenty first to the twenty fifth of September twenty twenty two",
    "September 21, 2022": "September twenty first twenty twenty two",
    "Sep. 21": "September twenty first",
    "February 2023": "February twenty twenty three",
    "Mon, 6 Feb": "Monday, the sixth of February",
    "2023-02-06": "the sixth of February twenty twenty three",
    "21.09.2022": "the twenty first of September twenty twenty two",
    "21/09/2022": "the twenty first of September twenty twenty two",
    "06/02/2023": "six slash two slash twenty twenty three",
    "2023-02-06T14:00Z": "the sixth of February twenty twenty three at fourteen hundred hours yu tee cee",
    "1 October 2007": "the first of October two thousand seven",
    # years
    "in 2022": "in twenty twenty two",
    "in 1905": "in nineteen oh five",
    "in 1812": "in eighteen twelve",
    "in 2000": "in two thousand",
    "2022–23": "twenty twenty two to twenty twenty three",
    "2022–2024": "twenty twenty two to twenty twenty four",
    "the 1990s": "the nineteen nineties",
    "the '90s": "the nineties",
    # times
    "06:30": "six thirty",
    "6:05": "six oh five",
    "14:00": "fourteen hundred hours",
    "09:00 UTC": "nine hundred hours yu tee cee",
    "12:00": "twelve hundred hours",
    "00:00": "midnight",
    "6 p.m. sharp": "six pee em sharp",
    "6:30 a.m. sharp": "six thirty ay em sharp",
    "14:00–15:30": "fourteen hundred hours to fifteen thirty",
    "at 1430 hours": "at fourteen thirty hours",
    "12:30:05": "twelve thirty and five seconds",
    # Roman numerals
    "Article IV": "Article four",
    "World War II": "World War two",
    "World War I": "World War one",
    "Alexander II ruled": "Alexander the second ruled",
    "Phase III": "Phase three",
    "I think": "I think",
    "Xi met Putin": "Xi met Putin",
    # abbreviations, acronyms, models
    "CIT": "cee eye tee",
    "ISW": "eye ess double-yu",
    "CIT's": "cee eye tee's",
    "U.S. troops": "yu ess troops",
    "the US Army": "the yu ess Army",
    "NATO": "nato",
    "RIA Novosti": "Ria Novosti",
    "MPs": "em pees",
    "R&D": "ar and dee",
    "TLP:CLEAR": "tee ell pee: clear",
    "Gen. Gerasimov": "general Gerasimov",
    "Lt. Gen. Ivanov": "lieutenant general Ivanov",
    "Dr. Smith": "doctor Smith",
    "No. 647": "number six hundred forty seven",
    "№ 647": "number six hundred forty seven",
    "Art. 5": "article five",
    "§ 4": "section four",
    "pp. 3–5": "pages three to five",
    "e.g. this": "for example this",
    "i.e. that": "that is that",
    "vs. them": "versus them",
    "T-72": "tee seventy two",
    "S-300": "ess three hundred",
    "Su-35": "Su thirty five",
    "SHA-256": "ess aitch ay two hundred fifty six",
    "COVID-19": "covid nineteen",
    "UTC+3": "yu tee cee plus three",
    "25-year-old": "twenty five year-old",
    "and/or": "and or",
    "he/she": "he or she",
    # what a first gallery had missed
    "6am": "six ay em",
    "at 11 PM": "at eleven pee em",
    "06.30 a.m.": "six thirty ay em",
    "100,000s of men": "hundreds of thousands of men",
    "10,000s": "tens of thousands",
    "9/11": "nine eleven",
    "2022/23": "twenty twenty two to twenty three",
    "the XXI century": "the twenty first century",
    "R. Leviev said": "ar Leviev said",
    "A. Petrov": "ay Petrov",
    "BRICS": "bricks",
    # addresses and other letters
    "https://t.me/example": "tee dot me slash example",
    "www.example.org/a": "example dot org slash ay",
    "news@example.org": "news at example dot org",
    "#war": "hashtag war",
    "+7 495 123-45-67": "plus seven four nine five one two three four five six seven",
    "café": "cafe",
    "“Мобилизация”": "Mobilizatsiya",
    "WARNING": "warning",
    "Mean – and median": "Mean, and median",
    "half (or less) of it": "half, or less, of it",
}  # fmt: skip


@pytest.mark.parametrize("written", SAID)
def test_shorthand_is_said_in_words(written):
    assert spoken(say(written)).rstrip(".") == SAID[written]


def test_there_are_enough_kinds_of_it():
    assert len(SAID) >= 120


def test_a_stop_that_ends_an_abbreviation_ends_the_sentence_too():
    assert spoken(say("It came on 21 Sep. The decree followed.")) == (
        "It came on the twenty first of September. The decree followed."
    )


def test_a_known_name_is_said_as_it_stands():
    assert spoken(say("RIA and GRU said", known={"GRU"})) == "Ria and GRU said."


def test_each_piece_stands_for_its_place():
    text = "Up to 300,000–1,000,000 by 21 Sep. 2022 (10\u00a0%)."
    assert [text[one.start : one.end] for one in say(text)] == [
        "Up", "to", "300,000–1,000,000", "by", "21 Sep. 2022", "10\u00a0%",
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_whatever_is_written_only_words_are_said(text):
    said = say(text)
    assert WORDS_ONLY.fullmatch(spoken(said))
    places = [at for one in said for at in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= one.start < one.end <= len(text) for one in said)


@given(st.text(alphabet="0123456789,.:–-+~<>%$€kmbn /°½IVXst", max_size=24))
def test_no_figure_however_odd_is_left_as_figures(text):
    assert WORDS_ONLY.fullmatch(spoken(say(text)))


@given(st.integers(0, 10**12))
def test_a_count_is_said_alike_with_and_without_separators(value):
    assert spoken(say(f"{value:,} men")) == f"{cardinal(value)} men."


@given(st.integers(1, 399))
def test_a_roman_numeral_is_read_back(value):
    assert roman(in_roman(value)) == value


@given(st.integers(0, 10**9))
def test_an_ordinal_begins_as_its_number(value):
    assert ordinal(value)[:2] == cardinal(value)[:2] or value % 100 in (1, 2, 3)
