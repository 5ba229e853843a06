"""Who publishes: addresses and dates are checked where they are given."""

from __future__ import annotations

import pytest

from ontology.errors import SettingError
from ontology.publisher import Publisher
from ontology.settings import Settings


def test_settings_name_the_publisher() -> None:
    environment = {
        "CHENGNUO_PUBLISHER": "某研究室",
        "CHENGNUO_PUBLISHER_PAGE": "https://example.org/",
        "CHENGNUO_CONTACT": "data@example.org",
        "CHENGNUO_ISSUED": "2024-05-06",
    }
    told = Publisher("某研究室", "https://example.org/", "data@example.org", "2024-05-06")
    assert Settings.read(environment).published_by() == told


def test_a_page_is_a_contact_too() -> None:
    assert Publisher(contact="https://example.org/ask").contact_iri == "https://example.org/ask"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHENGNUO_PUBLISHER", " "),
        ("CHENGNUO_PUBLISHER_PAGE", "example.org"),
        ("CHENGNUO_PUBLISHER_PAGE", "https://例子.org/"),
        ("CHENGNUO_CONTACT", "someone"),
        ("CHENGNUO_CONTACT", "a@b <c>"),
        ("CHENGNUO_ISSUED", "2024"),
        ("CHENGNUO_ISSUED", "20240506"),
        ("CHENGNUO_ISSUED", "2024-02-30"),
    ],
)
def test_what_is_none_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.read({name: value})
