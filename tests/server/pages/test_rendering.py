"""The rendering is made of our own files alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from conventions.exchange import Exchange
from server.pages import rendering

GET = Exchange(
    "GET", "/docs", {}, b"", {}, "127.0.0.1", "http", datetime(2026, 11, 2, tzinfo=UTC), 0.0
)
PAGES = rendering.pages('Acme <script>alert("1")</script> & Sons')


def content(page):
    return page(GET).body


def test_the_title_is_text_and_never_markup():
    html = content(PAGES["/docs"]).decode()
    assert "Acme &lt;script&gt;" in html
    assert "<script>alert" not in html


def test_every_file_that_the_page_loads_is_there():
    html = content(PAGES["/docs"]).decode()
    assert set(re.findall(r'(?:src|href)="([^"]+)"', html)) < set(PAGES)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_file_has_content(path):
    assert len(content(PAGES[path])) > 100
