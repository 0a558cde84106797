"""Takes an assessment apart, in every way the page shows."""

from tocsin.assess.evidence import Evidence
from tocsin.assess.explain.effects import find_effects
from tocsin.assess.explain.ground import ground
from tocsin.assess.explain.matrix import find_matrix
from tocsin.assess.explain.passages import find_passages
from tocsin.assess.explain.tornado import find_tornado
from tocsin.assess.explain.watch import find_watch
from tocsin.records.assessment import Assessment
from tocsin.records.case import Case
from tocsin.records.explanation import Explanation


def explain(
    case: Case, evidence: Evidence, assessment: Assessment, previous: Assessment | None = None
) -> Explanation:
    """The explanation of an assessment that was made from this evidence of the case.

    Once an event has settled the question nothing moves it, and there is nothing to take apart.
    """
    asked = ground(case.question, case.indicators, case.sources, case.weighing, evidence)
    live = bool(assessment.steps)
    effects, exact = find_effects(asked) if live else ((), True)
    return Explanation(
        assessment=assessment.id,
        question=assessment.question,
        as_of=assessment.as_of,
        headline_deadline=assessment.headline_deadline,
        p={one.id: one.p for one in assessment.hypotheses},
        prior={one.id: one.p for one in assessment.prior},
        effects=effects,
        exact=exact,
        matrix=find_matrix(case.question, asked.weights()) if live else (),
        tornado=find_tornado(asked) if live else (),
        would_change=find_watch(asked) if live else (),
        since=previous.as_of if previous else None,
        changes=find_passages(previous, assessment, evidence) if previous else (),
    )
