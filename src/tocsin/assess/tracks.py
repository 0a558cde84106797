"""Who was right: track records from settled predictions, and why they rank nobody yet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from tocsin.records.assessment import Weighing
from tocsin.records.prediction import Fate, NumberScore, Prediction, Track, Tracks, fate
from tocsin.records.source import Source
from tocsin.stats.betabinomial import Count, shrink
from tocsin.stats.scores import interval_score

OTHER = "other"
COVERAGE = 0.8
"""A range that a speaker gives is read as one that holds four times in five."""
_HITS = {Fate.TRUE: 1.0, Fate.PARTLY: 0.5, Fate.FALSE: 0.0}


def find_tracks(
    predictions: Sequence[Prediction], sources: Sequence[Source], weighing: Weighing, today: date
) -> Tracks:
    """The track record of everybody who predicted, as it stands on the day."""
    types = _types(sources)
    told: dict[str, list[Prediction]] = defaultdict(list)
    shown: dict[str, str] = {}
    for one in predictions:
        told[one.speaker.casefold()].append(one)
        shown.setdefault(one.speaker.casefold(), one.speaker)
    kinds: dict[str, list[str]] = defaultdict(list)
    for name in sorted(told):
        kinds[types.get(name, OTHER)].append(name)
    shrunk = shrink({kind: [_count(told[name], today) for name in names] for kind, names in kinds.items()})
    tracks = [
        _track(shown[name], kind, told[name], today, *found)
        for kind, names in kinds.items()
        for name, found in zip(names, shrunk[kind], strict=True)
    ]
    tracks.sort(key=lambda one: (-one.n_settled, one.speaker))
    n_settled, n_void = sum(one.n_settled for one in tracks), sum(one.n_void for one in tracks)
    void_share = n_void / (n_settled + n_void) if n_settled + n_void else 0.0
    return Tracks(
        tracks=tuple(tracks),
        n_settled=n_settled,
        n_void=n_void,
        void_share=void_share,
        note=_note(tracks, weighing, void_share),
    )


def score_number(prediction: Prediction) -> NumberScore | None:
    """The predicted number beside the one that came about; `None` where either is missing."""
    resolution = prediction.resolution
    if resolution is None or resolution.actual is None:
        return None
    given = [bound for bound in (prediction.low, prediction.high) if bound is not None]
    if not given:
        return None
    low = -float("inf") if prediction.low is None else prediction.low
    high = float("inf") if prediction.high is None else prediction.high
    actual = resolution.actual
    both = len(given) == 2
    return NumberScore(
        prediction_id=prediction.id,
        actual=actual,
        signed_error=sum(given) / len(given) - actual,
        interval_score=interval_score(low, high, actual, COVERAGE) if both else None,
        inside=low <= actual <= high,
    )


def _types(sources: Sequence[Source]) -> Mapping[str, str]:
    """Kind of voice by every name a source goes by."""
    return {
        name.casefold(): source.genre.value
        for source in sources
        for name in (source.id, source.title, source.publisher, *source.aliases)
    }


def _count(predictions: Sequence[Prediction], today: date) -> Count:
    hits = [_HITS[found] for one in predictions if (found := fate(one, today)) in _HITS]
    return Count(sum(hits), len(hits))


def _track(
    speaker: str,
    kind: str,
    predictions: Sequence[Prediction],
    today: date,
    share: float,
    low: float,
    high: float,
) -> Track:
    fates = [fate(one, today) for one in predictions]
    count = _count(predictions, today)
    n_void = fates.count(Fate.VOID)
    due = [one for one, found in zip(predictions, fates, strict=True) if found in _HITS]
    return Track(
        speaker=speaker,
        type=kind,
        n_open=len(fates) - count.n - n_void,
        n_void=n_void,
        n_settled=count.n,
        hits=count.hits,
        share=share,
        low=low,
        high=high,
        numbers=tuple(score for one in due if (score := score_number(one))),
    )


def _note(tracks: Sequence[Track], weighing: Weighing, void_share: float) -> str:
    """What must be known before anybody is ranked."""
    most = max((one.n_settled for one in tracks), default=0)
    needs = weighing.ranking_needs
    words = ""
    if needs is not None:
        enough = "enough" if most >= needs.value else "too few"
        words = (
            f"About {needs.value:.0f} settled predictions a speaker are needed before a rank among speakers "
            f"means much; the longest record here has {most}, which is {enough}."
        )
    ceiling = weighing.void_ceiling
    if ceiling is not None and void_share > ceiling.value:
        words += f" {void_share:.0%} are void, more than the {ceiling.value:.0%} a well-kept ledger may have."
    return words.strip()
