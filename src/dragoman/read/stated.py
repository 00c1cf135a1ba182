"""What a page's markup states about itself: JSON-LD first, then meta tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import orjson

from dragoman.read.records import Stated

ARTICLE_TYPES: Final = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
    ]
)
"""schema.org types that a report is published as."""

TITLES: Final = ("og:title", "twitter:title", "dc.title", "headline")
SITES: Final = ("og:site_name", "application-name", "dc.publisher")
AUTHORS: Final = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
DATES: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "article.published",
    "cxenseparse:recs:publishtime",
)


def read_stated(tree: Any) -> Stated:
    """Collect title, publisher, authors, dates, address and language out of the markup.

    Args:
        tree: of the page.
    """
    metas = _metas(tree)
    articles = [a for block in _json_ld(tree) for a in _articles(block)]
    article = articles[0] if articles else {}
    return Stated(
        title=_text(article.get("headline")) or _first(metas, TITLES) or _heading(tree),
        publisher=_name(article.get("publisher")) or _first(metas, SITES),
        authors=_authors(article.get("author")) or _meta_authors(metas),
        dates=tuple(_dates(article, metas)),
        url=_address(tree, metas),
        language=(tree.get("lang") or "")[:2].lower(),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _json_ld(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield orjson.loads((script.text or "").strip())
            except orjson.JSONDecodeError:
                continue


def _articles(block: Any) -> Iterator[dict[str, Any]]:
    """Articles in a JSON-LD block: at its top, in a list, or in its ``@graph``."""
    waiting = [block]
    for item in waiting:
        if isinstance(item, list):
            waiting.extend(item[:200])
        elif isinstance(item, dict):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k in ARTICLE_TYPES for k in kinds):
                yield item
            waiting.extend(
                value
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(value := item.get(key), list | dict)
            )


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        return _name(value[0]) if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names = (_name(v) for v in values)
    return tuple(dict.fromkeys(n for n in names if n and not n.startswith("http")))


def _meta_authors(metas: dict[str, str]) -> tuple[str, ...]:
    name = _first({k: v for k, v in metas.items() if not v.startswith("http")}, AUTHORS)
    return (name,) if name else ()


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((" ".join(metas[n].split()) for n in names if n in metas), "")


def _heading(tree: Any) -> str:
    for path in (".//h1", ".//title"):
        found = tree.find(path)
        if found is not None and (text := " ".join(found.text_content().split())):
            return text
    return ""


def _dates(article: dict[str, Any], metas: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        if text := _text(article.get(key)):
            yield f"json-ld:{key}", text
    for name in DATES:
        if name in metas:
            yield f"meta:{name}", metas[name]


def _address(tree: Any, metas: dict[str, str]) -> str:
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    address = metas.get("og:url", "")
    return address if address.startswith("http") else ""
