"""How many examples the property tests try: few by default, HYPOTHESIS_PROFILE=full for many."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from qingdan_app.parsing import Document, parse_text

_SETTINGS = {
	"deadline": None,
	"derandomize": True,
	"suppress_health_check": [HealthCheck.too_slow],
	"database": None,
}
settings.register_profile("parsing", max_examples=10, **_SETTINGS)
settings.register_profile("full", max_examples=200, **_SETTINGS)
settings.load_profile("full" if os.environ.get("HYPOTHESIS_PROFILE") == "full" else "parsing")


@pytest.fixture(scope="session")
def hangzhou_file() -> Path:
	return Path(__file__).parents[2] / "demo" / "hangzhou-2021.txt"


@pytest.fixture(scope="session")
def hangzhou_text(hangzhou_file: Path) -> str:
	return hangzhou_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def hangzhou(hangzhou_text: str) -> Document:
	return parse_text(hangzhou_text)
