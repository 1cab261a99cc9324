"""Imports in review, short and long, as pages that people wait for before Desk."""

from qingdan_app.tests.browser.city import SITE_DAY, session_of
from qingdan_app.tests.patience import LIMIT

SIZES = (20, 2_000)
ROLES = ["Qingdan List Administrator"]
HEADER = ("序号", "重点工作", "主要内容", "完成时限", "责任单位")
SIGN = ".qd-rv-read .qd-rv-row"
EVERY = 10
"""So many tasks ask for a deadline, and name a unit that is new."""


def administrator(people: list[dict]) -> dict:
	return next(person for person in people if person["roles"] == ROLES)


def pages(url: str, people: list[dict]) -> list[tuple[str, str, str, str]]:
	"""The form of an import with each number of tasks: what it is called, who opens it, its address and the sign that it is there."""
	session = session_of(url, administrator(people))
	found = []
	for size in SIZES:
		sent = {"html": "", "text": document(size)}
		answer = session.post(
			f"{url}/api/method/qingdan_app.api.imports.paste", json=sent, timeout=LIMIT
		).json()["message"]
		if answer["status"] != "Previewed":
			raise RuntimeError(answer["outcome"])
		address = f"/app/qingdan-import/{answer['name']}"
		found.append((f"the review of {size} tasks", "administrator", address, SIGN))
	return found


def document(size: int) -> str:
	"""A table as a spreadsheet hands it over, of that many tasks."""
	rows = [HEADER, *(_row(number) for number in range(1, size + 1))]
	return "\n".join([f"{SITE_DAY.year}年片区更新重点任务清单", *("\t".join(row) for row in rows)])


def _row(number: int) -> tuple[str, ...]:
	asks = number % EVERY == 0
	deadline = "汛期结束" if asks else f"{number % 12 + 1}月"
	unit = f"第{number}片区建设管委会" if asks else "市发改委、市城管局"
	return (str(number), f"推进第{number}片区更新。", f"完成第{number}片区绿化{number}公里。", deadline, unit)
