"""The tables of a briefing that stand beside its evidence: prose, days, places, models, single values.

A record that a later version adds to the briefing has its single values in `summary` without being asked
for; its rows need a table here, and a test says so.
"""

from tocsin.briefing.exports import rows_beside
from tocsin.briefing.exports.table import Table, columns

BESIDE = (
    Table(
        name="before", key=(), rows=rows_beside.before,
        says="An outcome as the answer before had it, by the headline deadline and by each deadline.",
        columns=columns("""
          hypothesis string id
          deadline date by when
          p number probability, 0 to 1
          low number 10th percentile
          high number 90th percentile
          words string estimative words; empty but at the headline deadline""")),
    Table(
        name="timeline", key=(), charts=("timeline",),
        rows=rows_beside.timeline,
        says="What happened of one kind on one day.",
        columns=columns("""
          on date the day
          kind string decree, indication, claim, change, vanishing or poll
          title string in a few words: the one thing, or all of them
          reports integer how many of the kind on that day
          source string where a dated fact is recorded, when it is no capture of the case
          citations string ids of citations, a space between two""")),
    Table(
        name="places", key=("place",), charts=("places",), rows=rows_beside.places,
        says="A place that reports name.",
        columns=columns("""
          place string id in the catalogue
          title string name as printed
          region string its region in the boundaries of the map
          reports integer texts in which a claim or an indication names it
          origins integer origins that those go back to
          citations string ids of citations, a space between two""")),
    Table(
        name="strength", key=("week",), charts=("arithmetic",), rows=rows_beside.strength,
        says="Strength in the zone as a week begins, as the manpower model has it.",
        columns=columns("""
          week date first day of the week
          low number 10th percentile of the draws, in persons
          middle number median
          high number 90th percentile""")),
    Table(
        name="need", key=("share",), rows=rows_beside.need,
        says="What the manpower model finds missing, by share of its draws.",
        columns=columns("""
          share number share of the draws below, 0 to 1
          persons number level""")),
    Table(
        name="findings", key=("finding",), rows=rows_beside.findings,
        says="What a model of ours says that bears on the question; it is weighed like a report, once.",
        columns=columns("""
          finding string id
          indicator string id of what it shows
          model string which model
          method string its name and version, and that of what it ran on
          statement string what it found
          shown_p number how firmly it shows the indicator, 0 to 1
          data_until date last day that its data speak of
          known_at datetime when the last of what went in had been captured, UTC
          captures string ids of captures, a space between two""")),
    Table(
        name="sentences", key=("sentence",), rows=rows_beside.sentences,
        says="A sentence of the prose, in the order in which it is read.",
        columns=columns("""
          sentence integer its number, from 0, as the page numbers it
          section string section of the page
          heading string its heading
          phrase string the phrase it was made by
          text string the sentence
          smoothed boolean whether a language model worded it anew
          basis string where on the page its working stands, where no span says it
          citations string ids of citations, a space between two""")),
    Table(
        name="facts", key=(), rows=rows_beside.facts,
        says="What a sentence takes from the records, so that it can be walked back.",
        columns=columns("""
          sentence integer its number
          text string as the sentence prints it
          form string how it is printed
          paths string where in the JSON twin the values stand, a space between two""")),
    Table(
        name="names", key=("kind", "id"), rows=rows_beside.names,
        says="What the page calls what other tables name by its id, and the names that are invented.",
        columns=columns("""
          kind string indicator, origin or pseudonym
          id string id; of a pseudonym, the name itself
          title string what the page calls it""")),
    Table(
        name="summary", key=("name",), rows=rows_beside.summary,
        says="A single value of the briefing.",
        columns=columns("""
          name string where it stands in the JSON twin
          value string as the JSON twin writes it""")),
)  # fmt: skip
"""Them all."""
