"""The columns of GDELT 2.0's event and mention files, in their order.

Names and order: "The GDELT Event Database, Data Format Codebook V2.0" (19 February 2015), with the
ADM2 columns that the files have had since. Types are those of GDELT's own tables: ``integer``,
``float``, ``string``; any cell may be empty.
"""

from __future__ import annotations

from typing import Final

Types = tuple[tuple[str, str], ...]


def _actor(side: int) -> Types:
    names = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code"
    types = " Type1Code Type2Code Type3Code"
    return tuple((f"Actor{side}{name}", "string") for name in (names + types).split())


def _geo(what: str) -> Types:
    return (
        (f"{what}Geo_Type", "integer"),
        (f"{what}Geo_FullName", "string"),
        (f"{what}Geo_CountryCode", "string"),
        (f"{what}Geo_ADM1Code", "string"),
        (f"{what}Geo_ADM2Code", "string"),
        (f"{what}Geo_Lat", "float"),
        (f"{what}Geo_Long", "float"),
        (f"{what}Geo_FeatureID", "string"),
    )


EVENT_COLUMNS: Final[Types] = (
    ("GLOBALEVENTID", "integer"),
    ("SQLDATE", "integer"),
    ("MonthYear", "integer"),
    ("Year", "integer"),
    ("FractionDate", "float"),
    *_actor(1),
    *_actor(2),
    ("IsRootEvent", "integer"),
    ("EventCode", "string"),
    ("EventBaseCode", "string"),
    ("EventRootCode", "string"),
    ("QuadClass", "integer"),
    ("GoldsteinScale", "float"),
    ("NumMentions", "integer"),
    ("NumSources", "integer"),
    ("NumArticles", "integer"),
    ("AvgTone", "float"),
    *_geo("Actor1"),
    *_geo("Actor2"),
    *_geo("Action"),
    ("DATEADDED", "integer"),
    ("SOURCEURL", "string"),
)
"""61 columns."""

MENTION_COLUMNS: Final[Types] = (
    ("GLOBALEVENTID", "integer"),
    ("EventTimeDate", "integer"),
    ("MentionTimeDate", "integer"),
    ("MentionType", "integer"),
    ("MentionSourceName", "string"),
    ("MentionIdentifier", "string"),
    ("SentenceID", "integer"),
    ("Actor1CharOffset", "integer"),
    ("Actor2CharOffset", "integer"),
    ("ActionCharOffset", "integer"),
    ("InRawText", "integer"),
    ("Confidence", "integer"),
    ("MentionDocLen", "integer"),
    ("MentionDocTone", "float"),
    ("MentionDocTranslationInfo", "string"),
    ("Extras", "string"),
)
"""16 columns."""

KEY_COLUMNS: Final = (
    ("GLOBALEVENTID", "the number in the other two files"),
    ("happening_id", "the happening in the case"),
    ("initiator", "who acts, as the case names it"),
    ("recipient", "who is acted upon, as the case names it"),
    ("factuality", "actual or ongoing: nothing else is in the files"),
    ("earliest", "first day on which it can have happened; empty where open"),
    ("latest", "last day on which it can have happened; empty where open"),
    ("date_prec", "UCDP class 1 (day) to 5 (more than a month, or open at one end)"),
    ("origin_count", "independent origins, which GDELT has no column for"),
)
"""What the third file tells of each row, with its meaning: GDELT's files have no room for it."""
