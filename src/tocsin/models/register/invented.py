"""Which countries are invented: only these, with exactly these names and places.

The digests stand in code, not in the catalogue: who edits a country's file to hold real places, or adds one,
gets an error and not a register.
"""

from types import MappingProxyType

from tocsin.errors import GuardError
from tocsin.records.identity import digest
from tocsin.records.record import encode
from tocsin.records.register import Country, Setting

INVENTED = MappingProxyType(
    {"tarvenia": "sha256:4f6c39dabaa9d0f189a4c6a3ef81e983fd469f61bb6d409c7d7d6b41cf521936"}
)
"""Country → digest of its names and places."""


def verify_invented(setting: Setting, country: Country) -> None:
    """The country is one of the invented ones, unaltered, and the setting speaks of it and of no other place.

    Raises:
        GuardError: it is not so.
    """
    found = digest(encode(country))
    if INVENTED.get(country.id) != found or setting.country != country.id:
        raise GuardError(
            f"country {country.id!r}",
            f"an invented country as it ships ({', '.join(INVENTED)})",
            "another, or one that was altered",
            "the country that ships: the register takes no places or names from outside",
        )
    known = {one.id for one in country.regions}
    for region in setting.margins.regions:
        if region not in known:
            raise GuardError(
                f"region {region!r}",
                "a region of the invented country",
                "another place",
                ", ".join(sorted(known)),
            )
