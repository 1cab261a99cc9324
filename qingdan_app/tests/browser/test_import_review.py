"""An import is reviewed from reading to writing, at a desk and on a phone: units, deadlines and leads are answered where they are asked."""

import random

import pytest
from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.parsing.tests.made_tables import content, merged, table
from qingdan_app.parsing.tests.written_files import docx
from qingdan_app.tests.browser.city import ROADS, SITE_DAY, session_of
from qingdan_app.tests.browser.test_matters import person_with
from qingdan_app.tests.patience import LIMIT

HEADER = ("序号", "重点工作", "主要内容", "完成时限", "责任单位")
YEAR = SITE_DAY.year


def document(road: str) -> bytes:
	rows = (
		(
			merged("1", 2),
			merged(f"推进{road}片区更新。", 2),
			f"完成{road}方案。",
			"汛期结束",
			f"{road}片区建设管委会",
		),
		(f"开工改造{road}。", "汛期结束", "市城管局"),
		("2", f"整治{road}沿线环境。", f"完成{road}绿化40公里。", "9月", "市发改委、市城管局按职责分工负责"),
	)
	more = [
		(str(at), f"推进{road}第{at}项工作。", f"完成{road}第{at}项任务的全部建设内容。", "10月", "市发改委")
		for at in range(3, 120)
	]
	return docx(content(f"{YEAR}年{road}片区更新重点任务清单", table(HEADER, *rows, *more)))


def uploaded(url: str, person: dict, road: str) -> str:
	"""An import with a file that nobody has read yet, and a unit whose name it writes otherwise; the import's name."""
	session = session_of(url, person)
	unit = {"unit_name": f"{road}片区建设管理委员会"}
	session.post(f"{url}/api/resource/Qingdan Unit", json=unit, timeout=LIMIT).raise_for_status()
	sent = session.post(
		f"{url}/api/method/upload_file",
		data={"is_private": 1},
		files={"file": (f"{road}.docx", document(road))},
		timeout=LIMIT,
	)
	address = sent.json()["message"]["file_url"]
	made = session.post(f"{url}/api/resource/Qingdan Import", json={"file": address}, timeout=LIMIT)
	return made.json()["data"]["name"]


def open_kind(page, title: str):
	page.locator(".qd-rv-kinds [data-kind]:visible", has_text=title).click()
	expect(page.locator(".qd-rv-tools:visible > b")).to_have_text(title)
	return page.locator(".qd-rv-issue:visible")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_an_import_is_reviewed_from_reading_to_writing(desk_of, people, url, phone):
	road = "与".join(random.sample(ROADS, 2))
	person = person_with(people, Role.ADMINISTRATOR.value)
	desk = desk_of(person, phone)
	page, suffix = desk.page, "-phone" if phone else ""
	desk.visit(f"/app/qingdan-import/{uploaded(url, person, road)}")
	desk.press("读取文件")

	units = open_kind(page, "单位名称")
	expect(units).to_contain_text(["同一名称的不同写法"])
	desk.photograph(f"import-review-units{suffix}")
	units.locator("[data-unit]").first.click()
	expect(page.locator(".qd-rv-kinds [data-kind=units]:visible")).to_contain_text("✓")

	issues = open_kind(page, "完成时限无法识别")
	expect(issues).to_have_count(2)
	issues.first.locator("[data-jump]").click()
	expect(page.locator(".qd-rv-source [aria-current]:visible")).to_contain_text("汛期结束")
	expect(page.locator(".qd-rv-read [aria-current]:visible")).to_contain_text(f"完成{road}方案")
	issues.first.locator(".qd-rv-due").fill(f"{YEAR}-10-31")
	desk.photograph(f"import-review{suffix}")
	issues.first.locator("[data-answer]").click()
	expect(page.locator(".qd-rv-kinds [data-kind=deadline_unread]:visible")).to_contain_text("✓")
	expect(page.locator(".qd-rv-read .qd-rv-of-task:visible").nth(1)).to_contain_text(f"{YEAR}-10-31")

	page.locator(".qd-rv-read .qd-rv-of-task:visible", has_text="绿化40公里").click()
	expect(page.locator(".qd-rv-source [aria-current]:visible")).to_contain_text("按职责分工负责")
	issues = open_kind(page, "未写明由谁牵头")
	issues.first.locator(".qd-rv-lead").select_option("市城管局")
	issues.first.locator("[data-answer]").click()
	expect(page.locator(".qd-rv-kinds [data-kind=lead_shared]:visible")).to_contain_text("✓")
	while (kind := page.locator(".qd-rv-kinds [data-kind]:visible", has_not_text="✓")).count():
		kind.first.click()
		button = page.locator(
			".qd-rv-list [data-settle-all]:visible, .qd-rv-list [data-settle]:visible"
		).first
		button.click()
		desk.wait_for_quiet()
	expect(page.locator(".qd-rv-bar:visible")).to_contain_text("全部已处理")
	page.locator(".qd-rv-bar [data-finish]:visible").click()
	expect(page.locator(".qd-rv-bar:visible")).to_contain_text("已审核完成")

	pane = page.locator(".qd-rv-read:visible")
	for _times in range(12):
		pane.evaluate("(pane) => pane.scrollTo(0, pane.scrollHeight)")
		desk.wait_for_quiet()
	expect(pane).to_contain_text("第119项任务")
	desk.press("确认写入")
	desk.confirm("是")
	expect(page.locator(".modal.show .modal-title")).to_contain_text("交办")
	desk.dialog.locator(".modal-footer .btn", has_text="暂不交办").click()
	expect(page.locator(".form-message:visible")).to_contain_text("已写入")
	assert desk.errors == []
