"""A form and its flow made on one page by the list administrator, filled in by a liaison, approved."""

import re

import pytest
from playwright.sync_api import expect

FLOWS = "/app/qingdan-approval-flow"


@pytest.fixture
def administrator(desk_of, people):
	return desk_of(one_of(people, "Qingdan List Administrator"))


def one_of(people, role):
	return next(person for person in people if person["roles"] == [role])


def choose(desk, field, name):
	"""Type into a field of pills and take what is offered; the list, which newer lines open again, is gone with the cursor."""
	control = desk.dialog.locator(f"[data-fieldname='{field}']")
	control.locator("input").press_sequentially(name)
	control.locator("li", has_text=name).first.click()
	expect(control.locator(".tb-selected-value", has_text=name)).to_be_visible()
	control.locator("input").blur()
	expect(control.locator("ul[role=listbox]")).to_be_hidden()


def test_a_form_is_made_on_one_page_filled_in_and_approved(administrator, people, desk_of):
	signer = one_of(people, "Qingdan Supervision Office")
	title = begin(administrator)
	choose(administrator, "people_0", signer["full_name"])
	administrator.photograph("form-making")
	administrator.answer("建立表单")
	expect(administrator.page.locator(".msgprint:visible")).to_contain_text("打开列表")
	administrator.photograph("form-made")
	assert administrator.errors == []

	filler = desk_of(one_of(people, "Qingdan Unit Liaison"))
	filler.open_inbox()
	filler.page.locator(".inner-group-button:visible button", has_text="新建").click()
	filler.page.locator(".inner-group-button .dropdown-item:visible", has_text=title).click()
	field = filler.page.locator(".form-page:visible [data-fieldname='field_1'] input")
	expect(field).to_be_visible()
	field.fill("省政府")
	field.blur()
	filler.press("保存")
	filler.press_other("送审")
	expect(filler.approval).to_contain_text(signer["full_name"])
	filler.photograph("form-sent")
	assert filler.errors == []

	desk = desk_of(signer)
	desk.visit(filler.page.url.removeprefix(filler.url))
	expect(desk.approval).to_be_visible()
	see_that_one_is_one(desk, people)
	desk.press("同意")
	desk.confirm("同意")
	assert desk.errors == []
	filler.page.reload()
	expect(filler.approval).to_contain_text("已同意")
	expect(filler.page.locator("[data-fieldname='approval_status']:visible")).to_contain_text("已同意")
	filler.photograph("form-approved")


def see_that_one_is_one(desk, people):
	"""Where one person is asked for, whoever is chosen next takes the place of the one before."""
	first, second = (one_of(people, role) for role in ("Qingdan Unit Head", "Qingdan Leader Office"))
	desk.page.locator(".page-head:visible .inner-group-button button", has_text="更多").click()
	desk.page.locator(".page-head:visible .dropdown-item:visible", has_text="转办").click()
	desk.wait_for_dialog()
	choose(desk, "people", first["full_name"])
	choose(desk, "people", second["full_name"])
	expect(desk.dialog.locator("[data-fieldname='people'] .tb-selected-value")).to_have_count(1)
	desk.page.evaluate("cur_dialog.hide()")
	expect(desk.dialog).to_have_count(0)


def begin(administrator):
	"""What the form is called, asks, and who fills it in."""
	administrator.visit(FLOWS)
	administrator.wait_for_quiet()
	administrator.press_other("新建表单及审批流程")
	administrator.wait_for_dialog()
	title = f"用车申请{administrator.page.evaluate('frappe.utils.get_random(4)')}"
	administrator.write("title", title)
	row = administrator.dialog.locator("[data-fieldname='fields'] .grid-body .grid-row").first
	row.locator("[data-fieldname='label']").click()
	row.locator("[data-fieldname='label'] input").fill("目的地")
	row.locator("[data-fieldname='label'] input").blur()
	choose(administrator, "roles", "联络员")
	return title


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(administrator):
	administrator.visit(FLOWS)
	administrator.wait_for_quiet()
	administrator.press_other("新建表单及审批流程")
	administrator.wait_for_dialog()
	administrator.write("title", "任务")
	administrator.answer("建立表单")
	expect(administrator.page.locator(".msgprint:visible")).to_contain_text(re.compile("必填|栏目|角色"))
