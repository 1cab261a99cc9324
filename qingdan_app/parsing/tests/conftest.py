"""How many examples the property tests try: few by default, HYPOTHESIS_PROFILE=full for many."""

from pathlib import Path

import pytest
from hypothesis import settings

from qingdan_app.parsing import Document, parse_text
from qingdan_app.parsing.readers import office
from qingdan_app.tests.budget import budget

settings.register_profile("parsing", budget(10, 200))
settings.load_profile("parsing")


@pytest.fixture(scope="session")
def hangzhou_file() -> Path:
	return Path(__file__).parents[2] / "demo" / "hangzhou-2021.txt"


@pytest.fixture(scope="session")
def hangzhou_text(hangzhou_file: Path) -> str:
	return hangzhou_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def hangzhou(hangzhou_text: str) -> Document:
	return parse_text(hangzhou_text)


@pytest.fixture(autouse=True, scope="session")
def no_program_of_this_machine():
	"""LibreOffice is started by no test, whether it is installed here or not; who needs one puts a stand-in."""
	with pytest.MonkeyPatch.context() as patched:
		patched.setattr(office, "_PROGRAMS", ())
		yield
