"""What the program itself reads in the passages of `bench/voices`, in the annotation's form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.attribute import AttributedReport, attribute
from dragoman.attribute.choose import find_attributions
from dragoman.attribute.factuality import factuality_of
from dragoman.attribute.quotes import find_quotes
from dragoman.attribute.records import ForecastDraft, SourceDraft, StatementDraft
from dragoman.attribute.standing import publisher_value
from dragoman.attribute.statements import build_statements
from dragoman.extract import extract
from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Report
from dragoman.parse import parse_many
from voices_records import Annotation, Foretelling, Span, Stated, Unnamed


def read_ours(
    texts: Mapping[str, str], events: Mapping[str, Sequence[Span]]
) -> dict[str, Annotation]:
    """Read each passage as a report of its own.

    Args:
        events: the words of each passage whose factuality is asked for.
    """
    lexicon = load_lexicon()
    reports = [
        Report.make(location=name, source_text=text, language="en") for name, text in texts.items()
    ]
    return {
        name: _annotation(attribute(extract(parsed, lexicon), lexicon), events[name], lexicon)
        for name, parsed in zip(texts, parse_many(reports), strict=True)
    }


def _annotation(report: AttributedReport, events: Sequence[Span], lexicon: Lexicon) -> Annotation:
    text = report.extracted.parsed.report.source_text
    told = [s for s in report.statements if s.sources[0].cue_start >= 0]
    return Annotation(
        statements=tuple(_stated(s, report, text) for s in told),
        events=_values(report, events, lexicon),
        forecasts=tuple(_foretelling(f, report, text) for f in report.forecasts),
        unnamed=tuple(_unnamed(told)),
    )


def _unnamed(told: Sequence[StatementDraft]) -> Iterator[Unnamed]:
    """Each original speaker without a name, once."""
    seen = set()
    for statement in told:
        source = statement.sources[0]
        key = (source.sentence, source.head)
        if source.unnamed is not None and key not in seen:
            seen.add(key)
            said = source.unnamed
            spans = (said.number, said.role, said.of, said.why)
            yield Unnamed(_link(source), *((span,) if span else () for span in spans))


def _stated(statement: StatementDraft, report: AttributedReport, text: str) -> Stated:
    first = statement.sources[0]
    answered: Span = ()
    if statement.answers >= 0:
        other = report.statements[statement.answers]
        answered = ((other.start, other.end),)
    return Stated(
        cue=((first.cue_start, first.cue_end),),
        chain=tuple(_link(s) for s in statement.sources if s.sentence >= 0 or s.head < -1),
        stance=statement.stance.value,
        content=((statement.start, statement.end),),
        answers=answered,
    )


def _link(source: SourceDraft) -> Span:
    return ((source.start, source.end),) if source.start >= 0 else ()


def _values(
    report: AttributedReport, events: Sequence[Span], lexicon: Lexicon
) -> dict[Span, tuple[str, str]]:
    """Both values of each word asked for, whether or not an event was coded on it."""
    parsed, cues = report.extracted.parsed, lexicon.cues
    quotes = find_quotes(parsed)
    found = find_attributions(parsed, cues, quotes)
    built = build_statements(report.extracted, found, quotes, cues)
    values: dict[Span, tuple[str, str]] = {}
    for span in events:
        for sentence in parsed.sentences:
            inside = [t.i for t in sentence.tokens if span[0][0] <= t.start < span[0][1]]
            if inside:
                value = factuality_of(sentence, inside[0], cues)
                other = publisher_value(sentence, inside[0], value, built, cues)
                values[span] = (value.value, other.value)
                break
    return values


def _foretelling(forecast: ForecastDraft, report: AttributedReport, text: str) -> Foretelling:
    statement = report.statements[forecast.statement]
    first = statement.sources[0]
    horizon: Span = ()
    if forecast.horizon >= 0:
        time = report.extracted.times[forecast.horizon]
        sentence = report.extracted.parsed.sentences[time.sentence]
        horizon = (sentence.chars(time.start, time.end),)
    condition, outcome = forecast.condition, forecast.outcome
    return Foretelling(
        kind=forecast.kind.value,
        holder=_link(first),
        outcome=((outcome.start, outcome.end),),
        condition=((condition.start, condition.end),) if condition else (),
        horizon=horizon,
        likelihood=_phrase(text, forecast.likelihood.phrase, outcome.start, outcome.end),
    )


def _phrase(text: str, phrase: str, start: int, end: int) -> Span:
    """Where the likelihood phrase stands, nearest to the outcome; the record keeps no offsets."""
    if not phrase:
        return ()
    last = phrase.removeprefix("not ")
    places = [n for n in range(len(text)) if text[n:].lower().startswith(last)]
    if not places:
        return ()
    at = min(places, key=lambda n: min(abs(n - start), abs(n - end)))
    return ((at, at + len(last)),)
