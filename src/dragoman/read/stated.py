"""What a page's markup states about itself: JSON-LD first, then meta tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import orjson

from dragoman.read.page_titles import page_title
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

ARTICLE_KEY: Final = "articleBody"
TITLES: Final = (
    "og:title",
    "twitter:title",
    "dc.title",
    "headline",
    "parsely-title",
    "sailthru.title",
)
SITES: Final = ("og:site_name", "application-name", "dc.publisher")
PROVIDERS: Final = ("provider", "sourceOrganization", "copyrightHolder")
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
CHANGED: Final = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")


def read_stated(tree: Any) -> Stated:
    """Collect title, publisher, authors, dates, address and language out of the markup.

    Args:
        tree: of the page.
    """
    metas = _metas(tree)
    articles = [a for block in _json_ld(tree) for a in _articles(block)]
    article = articles[0] if articles else {}
    url = _address(tree, metas)
    publisher = _name(article.get("publisher")) or _first(metas, SITES)
    titles = [_text(article.get("headline")), *(metas.get(name, "") for name in TITLES)]
    sites = [publisher, _first(metas, SITES), *names_of(url)]
    return Stated(
        title=page_title(tree, [t for t in titles if t], _window(tree), sites),
        publisher=publisher,
        provider=next(filter(None, (_name(article.get(key)) for key in PROVIDERS)), ""),
        authors=_authors(article.get("author")) or _meta_authors(metas),
        dates=tuple(_dates(tree, article, metas)),
        changed=tuple(_changed(article, metas)),
        url=url,
        language=(tree.get("lang") or "")[:2].lower(),
        article=_longest(a.get(ARTICLE_KEY) for a in articles),
    )


def scripted_article(tree: Any) -> str:
    """The longest ``articleBody`` in data that a page keeps for its scripts; "" if none."""
    found: list[Any] = []
    for script in tree.iter("script"):
        text = script.text or ""
        if "json" in (script.get("type") or "") and ARTICLE_KEY in text:
            with suppress(orjson.JSONDecodeError):
                found.extend(_values(orjson.loads(text), ARTICLE_KEY))
    return _longest(found)


def _values(block: Any, key: str) -> Iterator[Any]:
    waiting = [block]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if key in item:
                yield item[key]
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _longest(texts: Iterable[Any]) -> str:
    return max((t for t in texts if isinstance(t, str)), key=len, default="")


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


def _window(tree: Any) -> str:
    """The title of the browser's window."""
    found = tree.find(".//title")
    return "" if found is None else " ".join(found.text_content().split())


def names_of(url: str) -> Iterator[str]:
    """The host and its labels, which sites write behind their headlines: "stern.de", "Stern"."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return
    if host:
        yield host
        yield from (label for label in host.split(".") if len(label) > 2)


def _dates(tree: Any, article: dict[str, Any], metas: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated"):
        if text := _text(article.get(key)):
            yield f"json-ld:{key}", text
    for name in DATES:
        if name in metas:
            yield f"meta:{name}", metas[name]
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate][not(self::meta)]")
    for element in marked[:1]:
        if text := element.get("content") or element.get("datetime") or "":
            yield "markup:datePublished", text


def _changed(article: dict[str, Any], metas: dict[str, str]) -> Iterator[tuple[str, str]]:
    if text := _text(article.get("dateModified")):
        yield "json-ld:dateModified", text
    for name in CHANGED:
        if name in metas:
            yield f"meta:{name}", metas[name]


def _address(tree: Any, metas: dict[str, str]) -> str:
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    address = metas.get("og:url", "")
    return address if address.startswith("http") else ""
