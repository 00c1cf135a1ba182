from __future__ import annotations

import ipaddress

import pytest

from dragoman.bulk.fetch.addresses import clean_address, is_public, resolved
from dragoman.errors import BadAddress, PrivateAddress


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("https://Example.org", "https://example.org/"),
        ("http://example.org:80/a#b", "http://example.org/a"),
        (" https://example.org:8443/a?b=c d ", "https://example.org:8443/a?b=c%20d"),
        ("https://пример.test/ы", "https://xn--e1afmkfd.test/%D1%8B"),
        ("https://example.org/%41", "https://example.org/%41"),
    ],
)
def test_addresses_are_written_in_one_way(written: str, clean: str) -> None:
    assert clean_address(written) == clean
    assert clean_address(clean) == clean


@pytest.mark.parametrize(
    "written",
    [
        "",
        "example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[::1",
        "http://a b/",
        "http://example.org:99999/",
        "http://user:secret@example.org/",
        "http://" + "a" * 80 + ".org/",
    ],
)
def test_what_is_no_http_address_is_refused(written: str) -> None:
    with pytest.raises(BadAddress) as caught:
        clean_address(written)
    assert "secret" not in str(caught.value)


def test_a_relative_address_stands_on_its_page() -> None:
    assert clean_address("../b", "https://example.org/a/c") == "https://example.org/b"
    assert clean_address("//other.org/", "https://example.org/") == "https://other.org/"


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_private_numbers_are_told_whatever_they_are_wrapped_in(number: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(number)) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "::1", "127.1"])
def test_loopback_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises((PrivateAddress, OSError)):
        resolved(host, 80, private=False)
