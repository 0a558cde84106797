"""English words of time: months, weekdays, seasons, units, holidays, and what they stand for."""

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
FULL_WEEKDAYS = tuple(w for w in WEEKDAYS if w.endswith("day"))
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
GRAINS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "fortnight": "F", "month": "M", "quarter": "Q", "season": "S", "year": "Y", "decade": "E", "century": "C",
    "centurie": "C", "term": "Y", "yr": "Y", "sec": "TS", "min": "TM", "hr": "TH",
}  # fmt: skip
DURATION_UNITS = (
    "seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)"
)
DAY_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "dawn": "MO",
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
HOLIDAYS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25), "valentine's day": (2, 14), "victory day": (5, 9), "independence day": (7, 4),
    "halloween": (10, 31), "armistice day": (11, 11), "may day": (5, 1), "boxing day": (12, 26),
    "veterans day": (11, 11), "orthodox christmas": (1, 7), "defender of the fatherland day": (2, 23),
}  # fmt: skip
EASTER_OFFSETS = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "palm sunday": -7}
SETS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
}  # fmt: skip
REFERENCES = {
    "PRESENT_REF": (
        "now", "right now", "currently", "at present", "presently", "nowadays", "these days", "at the moment",
        "current", "at this time",
    ),
    "PAST_REF": (
        "recently", "more recently", "most recently", "lately", "recent", "the past",
    ),
    "FUTURE_REF": (
        "soon", "the future", "the near future", "the coming days", "the coming weeks",
        "the foreseeable future", "the near term", "coming months", "coming weeks", "coming days",
    ),
}  # fmt: skip
FEW = {"a few": (3, 6), "few": (3, 6), "several": (3, 9), "a couple of": (2, 2), "a couple": (2, 2),
       "couple of": (2, 2), "many": (3, 30), "some": (3, 9), "recent": (1, 5), "": (2, 9)}  # fmt: skip
"""Vague counts of a unit of time, as (low, high): a reading convention, no measurement."""
PAST = frozenset({"last", "past", "previous", "preceding", "prior", "recent"})
FUTURE = frozenset({"next", "coming", "following", "upcoming"})
THIS = frozenset(
    {"this", "current", "the current", "the", "that", "the latest", "latest", "the same", "same"}
)
FUTURE_CUES = (
    "will|to be|expected|expects|plans|planned|scheduled|due|set to|going to|shall|payable|upcoming|until"
    "|till|by"
)
