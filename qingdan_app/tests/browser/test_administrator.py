"""What an administrator presses: checking every log against the seals, and trying a flow out over all tasks."""

import pytest
from playwright.sync_api import expect

from qingdan_app.tests.browser.acts import call
from qingdan_app.tests.browser.city import cast_for, session_of


@pytest.fixture
def administrator(desk_of, people):
	return desk_of(next(person for person in people if person["roles"] == ["Qingdan List Administrator"]))


def test_every_log_is_checked_from_the_list_of_seals(administrator):
	administrator.visit("/app/qingdan-approval-seal")
	administrator.wait_for_quiet()  # core sets the buttons of a list anew once its rows are there
	administrator.press_other("校验")
	administrator.answer("校验")

	expect(administrator.page.locator(".msgprint:visible")).to_contain_text("全部审批记录完整")
	assert administrator.errors == []


def test_a_flow_is_tried_out_over_every_task(administrator, people):
	leader = next(person for person in people if person["user"] == "leader2@qingdan.example")
	administrator.visit("/app/qingdan-approval-flow/completion-v1")
	expect(administrator.page.locator("svg text", has_text="单位负责人审核")).to_be_visible()
	administrator.press_other("试运行")

	expect(administrator.dialog.locator(".modal-title")).to_contain_text("733")
	tables = administrator.dialog.locator("[data-fieldname='tables']")
	name = administrator.page.get_by_text(leader["full_name"], exact=True)
	expect(tables.locator("tr", has=name)).to_contain_text("182")
	administrator.photograph("dry-run")
	assert administrator.errors == []


def test_a_flow_is_begun_from_a_ready_made_one_and_its_people_are_chosen(administrator, people):
	head = next(person for person in people if person["roles"] == ["Qingdan Unit Head"])
	administrator.visit("/app/qingdan-approval-flow/new")
	administrator.wait_for_quiet()
	administrator.press_other("从现成流程开始")
	administrator.wait_for_dialog()
	administrator.dialog.locator(".qd-ready-made [data-index]", has_text="一人审批").click()
	expect(administrator.page.locator(".modal.show")).to_have_count(0)

	steps = administrator.page.locator("[data-fieldname=steps]:visible")
	expect(steps.locator(".grid-body .grid-row")).to_have_count(1)
	steps.locator(".grid-body .grid-row .btn-open-row").click()
	administrator.page.locator(".qd-choose:visible").first.click()
	administrator.wait_for_dialog()
	administrator.dialog.locator("[data-fieldname=people] input").fill(head["full_name"])
	administrator.dialog.locator(".awesomplete li", has_text=head["full_name"]).first.click()
	administrator.photograph("flow-people")
	administrator.answer("选定")
	parameter = administrator.page.locator(".form-in-grid [data-fieldname=parameter]:visible")
	expect(parameter.locator("textarea, input").first).to_have_value(head["user"])
	expect(administrator.page.locator(".qd-chosen:visible")).to_contain_text(head["full_name"])
	administrator.photograph("flow-step")
	assert administrator.errors == []


def test_what_rules_of_lights_would_change_is_seen_before_they_are_saved(administrator, people, url):
	session = session_of(
		url, next(each for each in people if each["roles"] == ["Qingdan List Administrator"])
	)
	address = f"{url}/api/resource/Qingdan List/2021-1"
	assert session.put(address, json={"light_rules": "西安"}).ok
	administrator.visit("/app/qingdan-light-rule-set/西安")
	preview = administrator.page.locator("[data-fieldname=preview]:visible")
	expect(preview).to_contain_text("会变灯")

	administrator.page.evaluate(
		"""() => {
			const [row] = cur_frm.doc.rules;
			frappe.model.set_value(row.doctype, row.name, "number", 100000);
		}"""
	)
	expect(preview.locator("tbody tr", has_text="三天内到期").first).to_be_visible()
	administrator.photograph("lights-preview")
	session.put(address, json={"light_rules": ""})
	assert administrator.errors == []


def test_whom_rules_of_reminders_would_remind_is_seen_before_they_are_saved(administrator, people, url):
	cast = cast_for(url, people)
	about = {"doctype": "Qingdan Task", "name": cast.task}
	call(url, session_of(url, cast.liaison), "documents.perform", act="start", **about)
	session = session_of(
		url, next(each for each in people if each["roles"] == ["Qingdan List Administrator"])
	)
	address = f"{url}/api/resource/Qingdan List/{cast.task.rsplit('-', 2)[0]}"
	assert session.put(address, json={"reminder_rules": "简要提醒"}).ok
	administrator.visit("/app/qingdan-reminder-rule-set/简要提醒")
	preview = administrator.page.locator("[data-fieldname=preview]:visible")
	expect(preview).to_contain_text("今天会提醒")

	administrator.page.evaluate(
		"""() => {
			const [row] = cur_frm.doc.rules;
			const values = { about: "No Report for Long", days: "0", to_liaison: 1, on_days_of_rest: 1 };
			frappe.model.set_value(row.doctype, row.name, values);
		}"""
	)
	person = preview.locator("tbody tr", has_text=cast.liaison["full_name"]).first
	expect(person).to_contain_text("0 天没有填报")
	administrator.photograph("reminders-preview")
	session.put(address, json={"reminder_rules": ""})
	assert administrator.errors == []


def test_a_scheme_is_tried_on_past_days_and_a_score_leads_to_the_events_behind_it(administrator, people, url):
	session = session_of(
		url, next(each for each in people if each["roles"] == ["Qingdan List Administrator"])
	)
	resource, day = f"{url}/api/resource", "2021-02-01"
	about = {"filters": '{"list": "2021-1"}', "fields": '["name", "lead_unit"]', "limit_page_length": 1}
	(task,) = session.get(f"{resource}/Qingdan Task", params=about).json()["data"]
	rules = [{"title": "通报批评", "event": "Criticized", "points": -4}]
	scheme = {"title": "试行方案", "list": "2021-1", "rules": rules}
	assert session.post(f"{resource}/Qingdan Scoring Scheme", json=scheme).ok
	said = {
		"kind": "Criticism",
		"list": "2021-1",
		"unit": task["lead_unit"],
		"task": task["name"],
		"day": day,
	}
	assert session.post(f"{resource}/Qingdan Assessment", json=said).ok

	administrator.visit("/app/qingdan-scoring-scheme/试行方案")
	administrator.wait_for_quiet()
	administrator.press_other("试算")
	administrator.wait_for_dialog()
	for field in ("from_day", "to_day"):
		administrator.dialog.locator(f"[data-fieldname={field}] input").fill(day)
		administrator.page.keyboard.press("Tab")
	administrator.answer("试算")
	ranking = administrator.page.locator("[data-fieldname=ranking]:visible")
	expect(administrator.page.locator(".form-message:visible")).to_contain_text("试算结果不作数")
	administrator.photograph("score-ranking")
	ranking.get_by_role("link", name=task["lead_unit"], exact=True).click()
	events = administrator.page.locator("[data-fieldname=events]:visible")
	expect(events.locator("tbody tr")).to_contain_text(["通报批评"])
	expect(events.get_by_role("link", name=task["name"], exact=True)).to_be_visible()
	administrator.photograph("unit-score")
	assert administrator.errors == []
