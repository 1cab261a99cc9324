"""Tasks without a due date on their form: supervision fixes a date, a unit reviews ongoing work on a phone, a goal of this year is read."""

import random
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import ROADS, SITE_DAY, cast_for, session_of
from qingdan_app.tests.browser.test_matters import person_with
from qingdan_app.tests.patience import LIMIT

YEAR = SITE_DAY.year
FIXED = str(SITE_DAY + timedelta(days=90))
GOAL = f"{YEAR}年新增60家"


@pytest.fixture
def undated(url, people):
	"""One unit's ongoing work, its tentative date and its task of several years; the people beside."""
	cast = cast_for(url, people)
	supervision, sign = person_with(people, Role.SUPERVISION.value), "至".join(random.sample(ROADS, 2))
	row = {"lead_unit": cast.liaison["unit"]}
	rows = [
		{**row, "content": f"{sign}沿线河道保洁", "deadline_raw": "长效管理"},
		{**row, "content": f"{sign}快速路开工建设", "deadline_raw": f"时间待定，计划{YEAR + 1}年9月"},
		{**row, "content": f"{sign}沿线新增众创空间200家。其中，{GOAL}。", "due_date": f"{YEAR + 3}-12-31"},
	]
	words = {"source": {"kind": "会议纪要"}, "rows": rows, "hand_out": 1}
	door = f"{url}/api/method/qingdan_app.api.matters.take_on"
	answer = session_of(url, supervision).post(door, json=words, timeout=LIMIT)
	answer.raise_for_status()
	return cast, supervision, [each["task"] for each in answer.json()["message"]]


def test_what_names_no_day_is_reviewed_on_a_desk_and_on_a_phone(undated, desk_of):
	cast, supervision, (ongoing, tentative, several) = undated
	desk, phone = desk_of(supervision), desk_of(cast.liaison, phone=True)

	phone.open_task(several)
	expect(phone.overview.locator(".qd-stage")).to_contain_text(GOAL)
	phone.photograph("stage-phone")
	phone.open_task(tentative)
	expect(phone.overview.locator(".qd-review").get_by_role("button", name="申请确定期限")).to_be_visible()
	phone.open_task(ongoing)
	phone.overview.locator(".qd-review").get_by_role("button", name="填写复核说明").click()
	phone.wait_for_dialog()
	phone.write("words", "每周巡查，无积存")
	phone.photograph("review-phone-dialog")
	phone.answer("填写复核说明")
	expect(phone.overview.locator(".qd-review")).to_contain_text("每周巡查，无积存")
	phone.photograph("review-phone")
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390

	desk.open_report("Qingdan Reviews Due")
	expect(desk.page.locator(".dt-scrollable").get_by_text(ongoing)).to_be_visible()
	desk.photograph("reviews-due")
	desk.open_task(tentative)
	desk.photograph("review-desk")
	desk.overview.locator(".qd-review").get_by_role("button", name="确定期限", exact=True).click()
	desk.wait_for_dialog()
	desk.page.evaluate("(day) => cur_dialog.set_value('by_day', day)", FIXED)
	desk.write("words", "方案已批")
	desk.answer("确定期限")
	expect(desk.overview.locator(".qd-review")).to_have_count(0)
	expect(desk.history).to_contain_text("方案已批")
	desk.open_task(ongoing)
	desk.overview.get_by_role("button", name="设定复核").click()
	desk.wait_for_dialog()
	desk.page.evaluate("(user) => cur_dialog.set_value('watcher', user)", cast.liaison["user"])
	desk.write("words", "分工明确")
	desk.photograph("review-set-up")
	desk.answer("设定复核")
	expect(desk.overview.locator(".qd-review")).to_contain_text(f"由 {cast.liaison['full_name']} 跟踪")
	desk.open_task(several)
	desk.overview.get_by_role("button", name="设定年度目标").click()
	desk.wait_for_dialog()
	desk.write("goal", f"{YEAR}年新增80家")
	desk.write("words", "市长办公会")
	desk.answer("设定年度目标")
	expect(desk.overview.locator(".qd-stage")).to_contain_text("新增80家")
	desk.photograph("stage-desk")
	assert desk.errors + phone.errors == []
