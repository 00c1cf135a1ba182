"""Whom the reader answers, and what it takes for a form of its own."""

from __future__ import annotations

import pytest
from tests.serve.conftest import Reader

from dragoman.serve.guard import HEADERS, local_address


@pytest.mark.parametrize("host", ["localhost:8411", "127.0.0.1:8411", "[::1]:8411", "localhost"])
def test_it_answers_by_the_names_of_this_machine(shared: Reader, host: str) -> None:
    assert shared.client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8411", "127.0.0.1.evil.example", "", "localhost.:1", "x]"],
)
def test_it_does_not_answer_by_another_name(shared: Reader, host: str) -> None:
    answer = shared.client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Northland" not in answer.text


@pytest.mark.parametrize("address", ["/", "/nothing", "/static/reader.css", "/?as=csv"])
def test_every_answer_carries_the_policy(shared: Reader, address: str) -> None:
    answer = shared.client.get(address)
    for name, value in HEADERS:
        assert answer.headers[name.decode()] == value.decode()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy


def accept(reader: Reader, **fields: str) -> dict[str, str]:
    happening = next(iter(reader.view.happenings))
    return {"token": reader.room.token, "verb": "accept", "happening": happening, **fields}


def judged(reader: Reader) -> int:
    return len(reader.client.get("/judgements?as=json").json())


def test_a_form_of_ours_is_taken(reader: Reader) -> None:
    headers = {"origin": "http://127.0.0.1:8411", "sec-fetch-site": "same-origin"}
    answer = reader.client.post("/judge", data=accept(reader), headers=headers)
    assert answer.status_code == 303
    assert judged(reader) == 1


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"token": ""}, {}),
        ({"token": "wrong"}, {}),
        ({"token": "é"}, {}),
        ({}, {"origin": "http://evil.example"}),
        ({}, {"origin": "null"}),
        ({}, {"origin": "http://127.0.0.1:1"}),
        ({}, {"sec-fetch-site": "cross-site"}),
        ({}, {"sec-fetch-site": "same-site"}),
        ({}, {"content-type": "text/plain"}),
        ({"note": "x" * 70_000}, {}),
    ],
)
@pytest.mark.parametrize("address", ["/judge", "/undo", "/regroup"])
def test_any_other_form_changes_nothing(
    reader: Reader, address: str, fields: dict[str, str], headers: dict[str, str]
) -> None:
    answer = reader.client.post(address, data=accept(reader, **fields), headers=headers)
    assert answer.status_code == 403
    assert judged(reader) == 0


@pytest.mark.parametrize("address", ["/judge", "/undo", "/regroup"])
def test_nothing_is_changed_by_get(reader: Reader, address: str) -> None:
    assert reader.client.get(address, params=accept(reader)).status_code == 405
    assert judged(reader) == 0


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/?at=hap_1#here", "/?at=hap_1#here"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x", "/"),
        ("", "/"),
    ],
)
def test_one_goes_back_to_our_own_pages_only(given: str, taken: str) -> None:
    assert local_address(given) == taken


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/base.html",
        "/../case.db",
        "/case.db",
        "/static/%2e%2e%2f%2e%2e%2fapp.py",
    ],
)
def test_nothing_is_served_outside_the_case(shared: Reader, address: str) -> None:
    assert shared.client.get(address).status_code == 404
