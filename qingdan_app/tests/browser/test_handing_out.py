"""Handing out, as the supervision office does it: a look at who gets how many, then one press."""

import uuid

from playwright.sync_api import expect

from qingdan_app.organization.rules.standing import Role
from qingdan_app.tests.browser.city import cast_for, session_of

TAKE_ON = "/api/method/qingdan_app.api.matters.take_on"


def drafted(url: str, supervision: dict, unit: str) -> str:
	"""A task of a unit that was taken on and not handed out."""
	return _taken_on(url, supervision, unit, hand_out=0)


def handed_out(url: str, supervision: dict, unit: str) -> str:
	"""A task of a unit that was taken on and handed out."""
	return _taken_on(url, supervision, unit, hand_out=1)


def _taken_on(url: str, supervision: dict, unit: str, hand_out: int) -> str:
	row = {"content": f"整治{uuid.uuid4().hex[:6]}", "lead_unit": unit, "deadline_raw": "每月底"}
	words = {"source": {"kind": "会议纪要"}, "rows": [row], "hand_out": hand_out}
	answer = session_of(url, supervision).post(f"{url}{TAKE_ON}", json=words)
	return answer.json()["message"][0]["task"]


def test_supervision_hands_out_and_the_unit_finds_what_to_do(desk_of, people, url):
	cast = cast_for(url, people)
	supervision = next(one for one in people if one["roles"] == [Role.SUPERVISION.value])
	task = drafted(url, supervision, cast.liaison["unit"])
	liaison = desk_of(cast.liaison, phone=True)
	liaison.open_task(task)
	expect(liaison.overview).to_contain_text("尚未交办")
	expect(liaison.primary).to_have_count(0)

	desk = desk_of(supervision)
	desk.open_task(task)
	desk.press("交办")
	desk.wait_for_dialog()
	expect(desk.dialog).to_contain_text(cast.liaison["unit"])
	desk.photograph("hand-out-preview")
	desk.answer("交办")
	expect(desk.page.locator(".desk-alert", has_text="已交办 1 项任务")).to_be_visible()
	expect(desk.history).to_contain_text("交办")

	liaison.open_task(task)
	liaison.press("签收")
	expect(liaison.primary).to_contain_text("启动")
	liaison.photograph("handed-out-phone")
	assert desk.errors == liaison.errors == []
