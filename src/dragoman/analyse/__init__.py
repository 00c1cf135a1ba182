"""Derived views of a case: pure functions from a `CaseView` to frozen rows."""

from dragoman.analyse.exchange import Exchange, ExchangeRow, exchanges
from dragoman.analyse.headline import headline
from dragoman.analyse.holders import HolderRow, holders
from dragoman.analyse.ladders import FigureLadder, Rung, SourceLadder, ladders
from dragoman.analyse.promises import PromiseRow, promises
from dragoman.analyse.relations import Month, Relation, Turn, relations
from dragoman.analyse.scenarios import Scenario, scenarios
from dragoman.analyse.stocks import Level, Step, StockRow, stocks
from dragoman.analyse.timeline import TimelineRow, in_order, timeline

__all__ = [
    "Exchange",
    "ExchangeRow",
    "FigureLadder",
    "HolderRow",
    "Level",
    "Month",
    "PromiseRow",
    "Relation",
    "Rung",
    "Scenario",
    "SourceLadder",
    "Step",
    "StockRow",
    "TimelineRow",
    "Turn",
    "exchanges",
    "headline",
    "holders",
    "in_order",
    "ladders",
    "promises",
    "relations",
    "scenarios",
    "stocks",
    "timeline",
]
