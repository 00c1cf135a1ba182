"""The dealings between actors as a dynamic network: GEXF 1.3 with dates, for Gephi and others.

Nodes are the actors of the happenings, an edge is one happening from one initiator to one
recipient, with the days on which it can have happened as its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dragoman.case.view import CaseView
from dragoman.export.dyads import pairs
from dragoman.export.files import File, Frame, LeftOut, number, text_file
from dragoman.model import Happening, Participant, content_id

NODE_ATTRIBUTES: Final = (("kind", "string"), ("country", "string"), ("sector", "string"))
EDGE_ATTRIBUTES: Final = (
    ("happening_id", "string"),
    ("type", "string"),
    ("mode", "string"),
    ("factuality", "string"),
    ("date_prec", "integer"),
    ("origins", "integer"),
    ("reports", "integer"),
)
ONE_SIDED: Final = "happenings of which only one side is told (an edge needs two ends)"
ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def gexf_files(view: CaseView, left: LeftOut) -> Iterator[File]:
    """One file: the nodes in order of id, the edges in order of happening."""
    told = list(_edges(view, left))
    yield text_file("network.gexf", _pieces(view, told))


Edge = tuple[str, Happening, Participant, Participant]


def _edges(view: CaseView, left: LeftOut) -> Iterator[Edge]:
    for happening in view.happenings.values():
        both = [(place, pair) for place, pair in enumerate(pairs(happening)) if None not in pair]
        if not both:
            left.add(ONE_SIDED)
        for place, (one, other) in both:
            if one is not None and other is not None:
                yield f"{happening.id}.{place}", happening, one, other


def node_id(one: Participant) -> str:
    """The actor's id; for who was not resolved to an actor one made of the words."""
    return one.actor_id or content_id("actor", "unresolved", (one.name or one.text).casefold())


def _pieces(view: CaseView, told: list[Edge]) -> Iterator[str]:
    nodes = {node_id(one): one for edge in reversed(told) for one in (edge[3], edge[2])}
    yield Frame(HEAD)
    for key in sorted(nodes):
        yield _node(key, nodes[key], view)
    yield Frame("    </nodes>\n    <edges>\n")
    for edge in told:
        yield _edge(edge)
    yield Frame("    </edges>\n  </graph>\n</gexf>\n")


def _node(key: str, one: Participant, view: CaseView) -> str:
    actor = view.actors.get(one.actor_id)
    values = {
        "kind": actor.kind.value if actor else "",
        "country": one.country,
        "sector": one.sector,
    }
    label = _attribute(one.name or one.text)
    return f'      <node id="{key}" label={label}>\n{_values(values)}      </node>\n'


def _edge(edge: Edge) -> str:
    key, happening, one, other = edge
    when = happening.occurred_at
    span = f' start="{when.earliest}"' if when.earliest else ""
    span += f' end="{when.latest}"' if when.latest else ""
    values = {
        "happening_id": happening.id,
        "type": happening.type,
        "mode": happening.mode,
        "factuality": happening.factuality.value,
        "date_prec": number(when.precision) if when.precision else "",
        "origins": str(happening.origin_count),
        "reports": str(len(happening.report_ids)),
    }
    label = _attribute(happening.summary)
    ends = f'source="{node_id(one)}" target="{node_id(other)}"'
    return f'      <edge id="{key}" {ends} label={label}{span}>\n{_values(values)}      </edge>\n'


def _values(values: Mapping[str, str]) -> str:
    told = [
        f'          <attvalue for="{name}" value={_attribute(value)}/>\n'
        for name, value in values.items()
        if value
    ]
    return f"        <attvalues>\n{''.join(told)}        </attvalues>\n" if told else ""


def _attribute(text: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", text))


def _declared(cls: str, attributes: tuple[tuple[str, str], ...]) -> str:
    rows = [
        f'      <attribute id="{name}" title="{escape(name)}" type="{kind}"/>\n'
        for name, kind in attributes
    ]
    return f'    <attributes class="{cls}">\n{"".join(rows)}    </attributes>\n'


HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    "  <meta><creator>Dragoman</creator></meta>\n"
    '  <graph mode="dynamic" defaultedgetype="directed" timeformat="date"'
    ' timerepresentation="interval">\n'
    + _declared("node", NODE_ATTRIBUTES)
    + _declared("edge", EDGE_ATTRIBUTES)
    + "    <nodes>\n"
)
