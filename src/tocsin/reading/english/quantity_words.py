"""English words of number: cardinals, magnitudes, bounds, vague counts, units.

The ranges of vague words are the project's reading convention (dozens 24-99, hundreds 200-999, and
so on), a definition and no measurement.
"""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
CARDINALS = {**UNITS, **TEENS, **TENS}
MAGNITUDES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "mn": 1e6, "mil": 1e6, "mln": 1e6, "mm": 1e6, "m": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9,
    "tn": 1e12, "trn": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
SPELLED = ("hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore")

FRACTIONS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
)  # fmt: skip

VAGUE = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 99.0),
    "tens": (20.0, 99.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2e3, 9_999.0),
    "millions": (2e6, 9_999_999.0),
    "billions": (2e9, 9_999_999_999.0),
    "trillions": (2e12, 9_999_999_999_999.0),
}
SEVERAL = (3.0, 9.0)

AT_LEAST = frozenset({
    "more than", "at least", "over", "above", "no fewer than", "no less than", "not less than", "upwards of",
    "upward of", "in excess of", "exceeding", "exceeded", "exceeds", "exceed", "surpassed", "surpassing",
    "topped", "greater than", "higher than", "a minimum of", "minimum of", "well over", "well above",
    "older than", "longer than", "larger than", "bigger than", "not fewer than", "just over", "a little over",
    "slightly more than", "slightly over", "much more than", "far more than", "beyond", ">", "≥", ">=",
})  # fmt: skip
AT_MOST = frozenset({
    "up to", "as many as", "no more than", "not more than", "at most", "fewer than", "less than", "under",
    "below", "lower than", "a maximum of", "maximum of", "as much as", "as few as", "as little as",
    "younger than", "shorter than", "smaller than", "just under", "slightly less than", "well under",
    "well below", "as high as", "not exceeding", "<", "≤", "<=", "sub",
})  # fmt: skip
APPROXIMATELY = frozenset({
    "about", "around", "nearly", "almost", "roughly", "approximately", "some", "close to", "an estimated",
    "estimated", "circa", "approx", "approx.", "~", "≈", "c.", "as about", "just about", "near", "virtually",
    "more or less", "somewhere around", "in the region of", "on the order of", "of the order of",
})  # fmt: skip

SYMBOLS = {
    "$": "$", "€": "€", "£": "£", "¥": "¥", "₽": "₽", "₴": "₴", "₹": "₹", "₩": "₩", "₪": "₪", "₺": "₺",
}  # fmt: skip
CURRENCY_CODES = (
    "US", "HK", "AU", "NZ", "CA", "S", "A", "C", "R", "NT", "USD", "EUR", "GBP", "AUD", "CAD", "NZD", "HKD",
    "SGD", "JPY", "CNY", "RMB", "RUB", "UAH", "INR", "CHF", "SEK", "NOK", "DKK", "PLN", "KZT", "BYN", "RM",
    "PS", "Rs", "Y=", "Rp", "N", "R",
)  # fmt: skip
STANDALONE_CODES = tuple(code for code in CURRENCY_CODES if len(code) > 1 and code not in {"US", "HK", "AU"})

SUFFIX_UNITS = _listed(
    """
    a ah apg bhp boe bpd bpg bps c cc cl cm cm2 deg degc degf dpi f fps ft g gb gbps ghz gpa gw gwh
    h ha hp hr hrs hz in kb kbps kg khz km km/h km2 kmh kmph kn kpa kph ksi kt kts kv kw kwh l lb
    lbs m m2 mah mb mbps mg mhz mi min mins ml mm mp mpa mpg mph ms mw mwh nits nm nmi ounce oz p pc
    pct pound ppg ps psi pt pts px rpg rpm s sec secs spg sqft sqm t tb tw twh v w wh x yd yds yo yr
    yrs
    """
)
MEASURES = SUFFIX_UNITS | _listed(
    """
    acres barrels calories cases casualties citizens civilians conscripts days deaths degrees
    dollars euros feet fighters foot hectares hires homes hours hryvnias inch inches jobs kilograms
    kilometers kilometres men meters metres mile miles minutes months people percent personnel
    persons points pounds recruits refugees reservists residents roubles rubles seconds servicemen
    soldiers sq square tanks tests tonnes tons troops units vehicles victims volunteers watts weeks
    women workers yard yards years yen yuan
    """
)
PERIODS = "second|minute|hour|day|night|week|month|quarter|year|annum|season|game|person|capita|head"
IRREGULAR_PLURALS = _listed(
    """
    cattle children feet lives men people percent personnel police sheep staff troops women
    """
)
STOPWORDS = _listed(
    """
    plus odd ish
    a about according after against ago all also among an and another any apart are around as at be
    because been before being between both but by can could did do does down during each earlier
    even every fewer for from had has have he her here his i if in including into is it its just
    late later less may might more must my no nor not of off on only onto or other our out over per
    respectively said saying says shall she should since so some still than that the their then
    there these they this those through to too under until up very was we were when where which
    while who whom whose will with without would yet you your
    """
)
NUMBERED = (
    "no|nos|number|article|articles|section|chapter|part|page|pages|pp|paragraph|para|clause|room|game|day|week"
    "|phase|stage|level|group|channel|line|route|highway|flight|unit|item|figure|fig|table|volume|vol|issue"
    "|episode|season|round|title|category|act|grade|type|model|mark|version|point|step|question|order|law"
    "|decree|resolution|brigade|regiment|division|district|ward|gate|platform|apartment|apt|bus|train|interstate"
)
ORDINAL_ENDING = "(?:st|n[d]|rd|th)"
MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)
OPENERS = _listed(
    """
    some nearly almost roughly approximately least most estimated minus negative exactly today monday tuesday
    wednesday thursday friday saturday sunday meanwhile currently yes yet once officially
    """
)
"""Words with a capital letter before a number that do not make a name of it."""
