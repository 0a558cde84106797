"""The tables of a briefing: the answer, its working, what is claimed, and what all of it rests on."""

from tocsin.briefing.exports import table_rows
from tocsin.briefing.exports.opinion_tables import OPINION
from tocsin.briefing.exports.table import Table, columns
from tocsin.briefing.exports.tables_beside import BESIDE

ANSWER = (
    Table(
        name="outcomes", key=("hypothesis",), rows=table_rows.outcomes,
        says="A rival outcome by the headline deadline.",
        columns=columns("""
          hypothesis string id
          title string what the page calls it
          deadline date by when
          p number probability, 0 to 1; sums to 1 over the table
          low number 10th percentile
          high number 90th percentile
          words string estimative words
          prior_p number probability before any evidence
          prior_low number 10th percentile
          prior_high number 90th percentile
          prior_hazard number rate a month that the prior was made of
          statement string what it says, with {on} where the deadline stands
          resolution string what must be observed for it to be held true
          residual boolean whether it is what holds where nothing else has come about""")),
    Table(
        name="by_deadline", key=("deadline", "hypothesis"), charts=("deadlines",),
        rows=table_rows.by_deadline,
        says="An outcome by a deadline.",
        columns=columns("""
          deadline date by when
          hypothesis string id
          p number probability, 0 to 1
          low number 10th percentile
          high number 90th percentile""")),
    Table(
        name="track", key=("on", "hypothesis"), charts=("track",), rows=table_rows.track,
        says="The answer as it stood on an earlier day, and on that of the briefing.",
        columns=columns("""
          on date the day
          hypothesis string id
          p number probability by the headline deadline, from what had been captured by then""")),
    Table(
        name="contributions", key=(), charts=("why",), rows=table_rows.contributions,
        says="What one origin does to one outcome through one indicator.",
        columns=columns("""
          hypothesis string id
          indicator string id
          origin string id; absent for what was looked for and not seen
          first_report string publisher and day of the first report
          bits number log2 likelihood ratio after discounts
          undiscounted_bits number what the catalogue gives
          discounts string each discount in words
          half_life_days number days after which half of its weight is left; empty where it does not age
          reports integer texts that go back to the origin
          indications string ids of indications, a space between two
          citations string ids of citations, a space between two
          captures string ids of captures, a space between two""")),
    Table(
        name="steps", key=("step",), charts=("why",), rows=table_rows.steps,
        says="A step of the waterfall from the prior to the answer.",
        columns=columns("""
          step integer place in the waterfall
          hypothesis string id
          kind string prior, indicator, absence, rivals or answer
          indicator string id
          bits number change of this step
          total_bits number level after it
          p number probability after it
          origins integer origins behind it""")),
    Table(
        name="moves", key=(), rows=table_rows.moves,
        says="What moved the answer since the last briefing.",
        columns=columns("""
          bits number signed, toward the outcome
          hypothesis string id
          text string what was observed, by whom, when
          citations string ids of citations, a space between two""")),
    Table(
        name="sizes", key=(), charts=("sizes",), rows=table_rows.sizes,
        says="A speaker's figure for a call-up.",
        columns=columns("""
          speaker string who
          topic string topic of the claim
          low number lower bound in persons; empty when only an upper one is given
          high number upper bound in persons; empty when only a lower one is given
          approximate boolean whether the text marks it so
          denied boolean whether the speaker denies it
          certainty string how sure the source says it is
          cue string the word that attributes it
          said_on date publication day
          model_share number share of the manpower model's draws below it, 0 to 1; empty without a model
          reports integer texts that carry it
          citations string ids of citations, first report first, a space between two""")),
    Table(
        name="claims", key=("claim",), cites="citation", rows=table_rows.claims,
        says="Who claims what, the weightiest first.",
        columns=columns("""
          claim string id
          speaker string who; the publisher where the writer asserts it
          content string the words as archived, pseudonyms in place
          topic string title of the topic
          polarity string affirm or deny
          certainty string how sure the source says it is
          prediction boolean whether it speaks of the future
          said_on date publication day
          reports integer times the same words stand in the texts
          marking string TLP 2.0
          citation string id""")),
    Table(
        name="indicators", key=("indicator", "week"), charts=("board",), rows=table_rows.indicators,
        says="An indicator in one week.",
        columns=columns("""
          indicator string id
          title string short name
          group string heading
          direction string which way it points
          week date Monday of the week
          state string observed (two origins or more), once, none (looked, nothing) or unseen (not looked)
          origins integer origins that showed it
          citations string ids of citations, a space between two""")),
    Table(
        name="predictions", key=(), cites="citation", rows=table_rows.predictions,
        says="A prediction and its fate.",
        columns=columns("""
          speaker string who
          statement string the words, pseudonyms in place
          made_on date when
          due_on date by when
          due_basis string which words or default fixed the day
          fate string open, due, true, partly, false or void
          reason string why, where it is settled
          citation string id""")),
    Table(
        name="vanishings", key=(), rows=table_rows.vanishings,
        says="A page that was there and then was not.",
        columns=columns("""
          title string title when last seen
          address string the address
          presence string how it is gone
          last_seen_at datetime UTC
          first_missed_at datetime UTC
          citations string ids of citations, a space between two""")),
    Table(
        name="events", key=("event",), rows=table_rows.events,
        says="A dated fact of the case.",
        columns=columns("""
          event string id
          on date the day
          title string what happened
          source string where it is recorded
          settles string id of the outcome that came about with it""")),
    Table(
        name="origins", key=("origin",), rows=table_rows.origins,
        says="Reports that go back to one first report.",
        columns=columns("""
          origin string id
          first_report string publisher and day
          reports integer texts
          first_text string id of the first report
          texts string ids of all of them, a space between two
          basis string why they are held to be one""")),
    Table(
        name="unseen", key=(), rows=table_rows.unseen,
        says="What could not be seen, fetched, read or trusted.",
        columns=columns("""
          stage string missing, or where it went wrong
          subject string a source, an address, a file
          reason string since when and why
          seen_at datetime UTC
          issue string id; empty for a source that was not heard""")),
    Table(
        name="citations", key=("citation",), rows=table_rows.citations,
        says="A quoted span with its custody line.",
        columns=columns("""
          citation string id
          before string words of the paragraph before the span
          quote string the span as archived, pseudonyms in place
          language string of the text, BCP 47
          after string words of the paragraph after the span
          title string title of the text
          publisher string who published it
          address string the address captured
          published_at datetime UTC
          captured_at datetime UTC
          capture string id of the capture
          digest string of the payload, SHA-256
          warc_file string archive file
          warc_offset integer byte in it
          reliability string Admiralty letter of the source
          credibility string Admiralty figure of the information
          marking string TLP 2.0""")),
    Table(
        name="inputs", key=("name",), rows=table_rows.inputs,
        says="What the briefing rests on.",
        columns=columns("""
          name string of an input
          value string its digest, id or version""")),
)  # fmt: skip
"""The answer, its working and what it rests on, in the order of the page."""
TABLES = (*ANSWER, *BESIDE, *OPINION)
"""Every table."""
