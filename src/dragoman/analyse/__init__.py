"""Derived views of a case: pure functions from a `CaseView` to frozen rows."""

from dragoman.analyse.exchange import Exchange, ExchangeRow, exchanges
from dragoman.analyse.headline import headline
from dragoman.analyse.holders import HolderRow, holders
from dragoman.analyse.ladders import FigureLadder, Rung, SourceLadder, ladders
from dragoman.analyse.relations import Month, Relation, relations
from dragoman.analyse.scenarios import Scenario, scenarios
from dragoman.analyse.timeline import TimelineRow, in_order, timeline

__all__ = [
    "Exchange",
    "ExchangeRow",
    "FigureLadder",
    "HolderRow",
    "Month",
    "Relation",
    "Rung",
    "Scenario",
    "SourceLadder",
    "TimelineRow",
    "exchanges",
    "headline",
    "holders",
    "in_order",
    "ladders",
    "relations",
    "scenarios",
    "timeline",
]
