"""The labels of TLP 2.0 as STIX knows them: the objects that OASIS published, ids and instants included.

STIX 2.1 itself only defines the labels of TLP 1. Readers recognise those of TLP 2.0 by these ids.

Source: OASIS CTI TC, STIX 2.1 common objects, extension definition "TLP 2.0"; FIRST TLP 2.0 (2022).
"""

from typing import Any

from tocsin.records.marking import Tlp

EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
PUBLISHED = "2022-10-01T00:00:00.000Z"
IDS = {
    Tlp.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}


def definition(label: Tlp) -> dict[str, Any]:
    """The marking definition of a label."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": IDS[label],
        "created": PUBLISHED,
        "name": label.label,
        "extensions": {
            EXTENSION: {"extension_type": "property-extension", "tlp_2_0": label.value.casefold()},
        },
    }
