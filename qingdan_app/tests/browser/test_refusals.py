"""A unit answers on a phone that a task is not its duty; supervision re-assigns it, or asks the leader's office."""

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import cast_for
from qingdan_app.tests.browser.test_handing_out import handed_out

REASON = "该事项属其他部门职责"


def test_a_unit_refuses_and_the_task_goes_to_another_one(desk_of, people, url):
	cast = cast_for(url, people)
	supervision = next(one for one in people if one["roles"] == [Role.SUPERVISION.value])
	task = handed_out(url, supervision, cast.liaison["unit"])
	liaison = desk_of(cast.liaison, phone=True)
	liaison.open_task(task)
	liaison.page.locator(".page-head:visible .menu-btn-group button:visible").click()
	liaison.page.locator(".page-head:visible .dropdown-item:visible", has_text="不属于本单位职责").click()
	liaison.write("reason", REASON)
	liaison.photograph("refusal-phone")
	liaison.answer("不属于本单位职责")
	expect(liaison.overview).to_contain_text(REASON)
	expect(liaison.primary).to_have_count(0)

	desk = desk_of(supervision)
	desk.open_task(task)
	desk.photograph("refused-task")
	desk.press("改派")
	desk.wait_for_dialog()
	desk.page.evaluate("(unit) => cur_dialog.set_value('unit', unit)", cast.outsider["unit"])
	desk.photograph("reassign")
	desk.answer("改派")
	expect(desk.history).to_contain_text("改派")
	expect(desk.overview).to_contain_text(cast.outsider["unit"])

	right = desk_of(cast.outsider)
	right.open_task(task)
	expect(right.primary).to_have_text("签收")
	liaison.open_task(task)
	expect(liaison.overview).to_contain_text(cast.outsider["unit"])
	liaison.photograph("reassigned-away-phone")
	assert desk.errors == liaison.errors == right.errors == []
