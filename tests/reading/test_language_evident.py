"""English and Russian are told by their little words; what is only like them is left to the identifier."""

import pytest

from tocsin.reading import language

ENGLISH = (
    "The governor of the region said on Monday that the bridge would stay closed for a month, and that the "
    "men who were working there had been sent home by the ministry, which was not asked for comment."
)
RUSSIAN = (
    "Губернатор области сообщил в понедельник, что мост будет закрыт на месяц и что рабочие, которые были "
    "на нём, уже отправлены домой. Министерство, по его словам, об этом не спрашивали, но оно знало."
)
NEAR = {
    "bg": "Правителството обяви вчера, че мобилизацията на десет хиляди мъже ще започне през март, но не "
    "каза кога и как ще стане това за всички, които са в страната и за тези, които не са.",
    "uk": "Уряд оголосив, що мобілізація десяти тисяч чоловіків розпочнеться у березні, але не сказав, "
    "коли це станеться і як це буде для всіх, хто в країні, і для тих, хто поїхав.",
    "nl": "De regering heeft aangekondigd dat de mobilisatie van tienduizend man in maart begint en dat de "
    "reservisten per brief worden opgeroepen, wat was afgesproken in het hele land.",
}


@pytest.mark.parametrize(("lang", "text"), [("en", ENGLISH), ("ru", RUSSIAN), *NEAR.items()])
def test_a_language_is_told_from_its_neighbours(lang: str, text: str) -> None:
    assert language.classify(text) == lang


def test_a_few_english_words_in_another_language_do_not_make_it_english() -> None:
    assert language.classify(f"{NEAR['nl']} The Guardian and The Times of London.") == "nl"
