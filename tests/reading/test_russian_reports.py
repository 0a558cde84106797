"""Who said what in Russian: each way of reporting, its source resolved, its content whole."""

from datetime import date

import pytest

from tocsin.reading.interface import Proposition
from tocsin.reading.passages import find_passages
from tocsin.reading.russian.pack import RussianPack, RussianText
from tocsin.records.case import KnownPeople
from tocsin.records.reading import Attribution, Certainty, Document, Kind, Polarity


def parsed(text: str) -> RussianText:
    document = Document(id="d", text=text, lang="ru", published_on=date(2023, 2, 6))
    return RussianPack().parse(document, tuple(find_passages(text)))


def told(one: Attribution) -> tuple[str, str, str]:
    source, cue, content = (
        " + ".join(s.text for s in part) for part in (one.sources, one.cues, one.contents)
    )
    return source, cue, content


WAYS = {
    "«Людей не хватает, и это видно всем», — заявил депутат Аркадий Сомов.": (
        "депутат Аркадий Сомов",
        "заявил",
        "«Людей не хватает, и это видно всем»",
    ),
    "Комиссар района отметил, что повестки вручают лично.": (
        "Комиссар района",
        "отметил",
        "что повестки вручают лично",
    ),
    "Набор завершён, сообщили в пресс-службе округа.": ("пресс-службе округа", "сообщили", "Набор завершён"),
    "По словам Ирины Вольской, новой волны не планируется.": (
        "Ирины Вольской",
        "По словам",
        "новой волны не планируется",
    ),
    "По данным ведомства, в части прибыли 300 человек.": (
        "ведомства",
        "По данным",
        "в части прибыли 300 человек",
    ),
    "Эта волна, говорят эксперты, будет последней.": ("эксперты", "говорят", "Эта волна + будет последней"),
    "Губернатор сказал: «Отсрочка для студентов сохранится полностью».": (
        "Губернатор",
        "сказал",
        "«Отсрочка для студентов сохранится полностью»",
    ),
    "Как сообщает «Вестник Заречья», сборы начнутся в мае.": (
        "«Вестник Заречья»",
        "Как сообщает",
        "сборы начнутся в мае",
    ),
    "Аналитики, следящие за фронтом, утверждают, что потери растут.": (
        "Аналитики",
        "утверждают",
        "что потери растут",
    ),
    "«Мы ждём, — сказал военком Пётр Громов, — и готовимся».": (
        "военком Пётр Громов",
        "сказал",
        "«Мы ждём + и готовимся»",
    ),
}


@pytest.mark.parametrize("text", WAYS)
def test_each_way_of_reporting_gives_source_cue_and_content(text: str) -> None:
    assert told(parsed(text).find_attributions()[0]) == WAYS[text]


@pytest.mark.parametrize(
    "text",
    [
        "Можно сказать, что зима прошла.",
        "Напомню, что сборы прошли в мае.",
        "Бойцы вернулись домой.",
        "Фильм «Три дня без войны» вышел в марте.",
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert parsed(text).find_attributions() == ()


def test_a_second_verb_and_a_gerund_borrow_the_source() -> None:
    text = "Министр заявил, что набор идёт, и добавил, что планы прежние, подчеркнув, что указ действует."
    found = [told(one) for one in parsed(text).find_attributions()]
    assert [(source, cue) for source, cue, _ in found] == [
        ("Министр", "заявил"),
        ("Министр", "добавил"),
        ("Министр", "подчеркнув"),
    ]


def test_this_was_said_points_at_the_sentence_before() -> None:
    text = "В округ прибыли 500 мобилизованных. Об этом сообщил военком Пётр Громов."
    (found,) = parsed(text).find_attributions()
    assert told(found) == ("военком Пётр Громов", "сообщил", "В округ прибыли 500 мобилизованных")


def proposition(text: str, n: int = 0) -> Proposition:
    return parsed(text).find_propositions()[n]


def test_an_agency_that_hands_on_a_statement_is_the_outer_source() -> None:
    found = proposition("Аркадий Сомов заявил, что призовут 300 тысяч человек, передаёт агентство «Вектор».")
    assert found.chain == ("агентство «Вектор»", "Аркадий Сомов")
    assert [(q.low, q.high) for q in found.quantities] == [(300_000, 300_000)]


def test_a_pronoun_is_resolved_to_the_name_in_the_nominative() -> None:
    text = "Депутата Ирину Вольскую спросили о сборах. Она сказала, что сборы отменят."
    assert proposition(text, 1).chain == ("Ирина Вольская",)


def test_denial_stands_in_the_cue_or_in_the_content() -> None:
    assert proposition("Кремль опроверг сообщения о второй волне.").polarity is Polarity.DENY
    assert proposition("Министр сказал, что новой волны не будет.").polarity is Polarity.DENY
    assert proposition("Министр сказал, что призовут не менее 300 человек.").polarity is Polarity.AFFIRM


def test_certainty_and_prediction_are_read_from_the_words() -> None:
    found = proposition("Эксперт считает, что вторая волна, возможно, начнётся весной.")
    assert (found.certainty, found.prediction) == (Certainty.POSSIBLE, True)
    assert not proposition("Ведомство сообщило, что набор завершили в октябре.").prediction


def test_quotation_marks_tell_direct_from_indirect() -> None:
    kinds = {
        parsed(text).find_attributions()[0].type
        for text in (
            "«Мы никого не призываем сейчас», — сказал он.",
            "Он сказал, что это «обычная плановая работа военкомата».",
            "Он сказал, что призыва нет.",
        )
    }
    assert kinds == {Kind.DIRECT, Kind.MIXED, Kind.INDIRECT}


def test_private_people_are_found_at_every_mention_and_named_in_the_nominative() -> None:
    text = (
        "Повестку получил водитель Денис Клочков. Мать Клочкова рассказала об этом журналистам. "
        "Соседка Рустама, 38-летняя Анна Вербина, уехала. Министр обороны Аркадий Сомов промолчал."
    )
    found = [(one.text, one.name) for one in parsed(text).find_private(KnownPeople())]
    assert ("Денис Клочков", "Денис Клочков") in found
    assert ("Клочкова", "Денис Клочков") in found
    assert ("Рустама", "Рустам") in found
    assert any(name == "Анна Вербина" for _, name in found)
    assert not any("Сомов" in name for _, name in found)


def test_known_people_are_fixed_by_the_case() -> None:
    text = "Повестку получил водитель Денис Клочков. Вчера Петр Громов уехал."
    public = parsed(text).find_private(KnownPeople(public=("Денис Клочков",)))
    assert not any("Клочков" in one.name for one in public)
    listed = parsed(text).find_private(KnownPeople(private=("Петр Громов",)))
    assert any(one.text == "Петр Громов" for one in listed)
