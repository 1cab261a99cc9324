"""A unit reports the milestones of its task one by one, on a phone; supervision confirms them by adopting the report."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.city import SITE_DAY, cast_for, session_of
from qingdan_app.tests.patience import LIMIT

TODAY = SITE_DAY
DAYS = {
	"完成招标": TODAY - timedelta(days=3),
	"开工建设": TODAY + timedelta(days=5),
	"竣工验收": TODAY + timedelta(days=60),
}


@pytest.fixture
def cast(url, people):
	"""A task under way with a milestone that has passed, one ahead, and one that binds."""
	found = cast_for(url, people)
	administrator = next(person for person in people if person["roles"] == ["Qingdan List Administrator"])
	rows = [{"date": str(day), "label": label} for label, day in DAYS.items()]
	words = {"milestones": rows, "deadline_kind": "Milestones", "due_date": rows[-1]["date"]}
	words["correction_reason"] = "细化节点"
	address = f"{url}/api/resource/Qingdan Task/{found.task}"
	session_of(url, administrator).put(address, json=words, timeout=LIMIT).raise_for_status()
	start = {"doctype": "Qingdan Task", "name": found.task, "act": "start"}
	door = f"{url}/api/method/qingdan_app.api.documents.perform"
	session_of(url, found.liaison).post(door, json=start, timeout=LIMIT).raise_for_status()
	return found


def milestone(desk, label):
	return desk.overview.locator(".qd-milestones li", has_text=label)


def test_a_milestone_is_ticked_on_a_phone_with_its_evidence(cast, desk_of, tmp_path):
	phone = desk_of(cast.liaison, phone=True)
	phone.open_task(cast.task)
	expect(milestone(phone, "完成招标")).to_contain_text("逾期 3 天")
	phone.photograph("milestones-phone")
	milestone(phone, "完成招标").get_by_role("button", name="报告这个节点：完成招标").click()
	phone.wait_for_dialog()
	expect(phone.dialog.get_by_label("完成招标")).to_be_checked()
	expect(phone.dialog.get_by_label("开工建设")).not_to_be_checked()
	phone.write("done", "中标通知书已发出")
	phone.photograph("milestones-phone-dialog")
	notice = tmp_path / "中标通知书.txt"
	notice.write_text("中标通知书", encoding="utf-8")
	phone.attach(notice)
	phone.confirm("提交")
	expect(milestone(phone, "完成招标")).to_contain_text("已报告，待确认")
	expect(milestone(phone, "开工建设").get_by_role("button")).to_be_visible()
	expect(milestone(phone, "竣工验收").get_by_role("button")).to_have_count(0)
	assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390

	desk = desk_of(cast.liaison)
	desk.open_task(cast.task)
	desk.press("填报进展")
	expect(desk.dialog.get_by_label("完成招标")).to_have_count(0)
	expect(desk.dialog.get_by_label("开工建设")).to_be_visible()
	desk.photograph("milestones-desk-dialog")
	assert desk.errors + phone.errors == []
