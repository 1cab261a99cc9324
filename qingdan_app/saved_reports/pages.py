"""The one writer of workspaces that builders make: a page of their own, or one for roles. Shipped pages stay as they are.

An update of the app writes its own pages anew, and what somebody had put there would be gone.
"""

import json

import frappe
from frappe import _
from frappe.desk.utils import validate_route_conflict
from frappe.model.document import Document

from qingdan_app.overridden import answer
from qingdan_app.saved_reports import sight
from qingdan_app.saved_reports.exceptions import NothingToBuild, NotYourWorkspace

WORKSPACE = "Workspace"
PLACES = {
	"Number Card": ("number_cards", "number_card", "number_card_name", 4),
	"Dashboard Chart": ("charts", "chart", "chart_name", 12),
	"Report": ("shortcuts", "shortcut", "link_to", 4),
}
"""What may be put there → its table, its kind of block, the column that names it, and how many twelfths it takes."""


def own() -> list[dict]:
	"""The workspaces that the session's user has made: `[{name, title, public}]`."""
	made = {"owner": frappe.session.user, "module": ("is", "not set")}
	return frappe.get_all(WORKSPACE, made, ["name", "title", "public"], order_by="creation")


def own_workspace(name: str) -> Document:
	"""Raises NotYourWorkspace for any that somebody else has made, or an app."""
	if name not in [row.name for row in own()]:
		frappe.throw(_("Put it on a workspace that you have made, or make a new one."), NotYourWorkspace)
	return frappe.get_doc(WORKSPACE, name)


def create(title: str, roles: tuple[str, ...]) -> Document:
	"""A workspace for these roles, and for those by which its maker builds; without any, of the session's user alone."""
	title, user = frappe.utils.strip_html(title).strip(), frappe.session.user
	label = title if roles else f"{title}-{user}"
	if not title or frappe.db.exists(WORKSPACE, {"title": title, "for_user": "" if roles else user}):
		frappe.throw(_("Give the workspace a name that there is not yet."), NothingToBuild)
	validate_route_conflict(WORKSPACE, title)
	page = frappe.new_doc(WORKSPACE)
	page.update(
		{"title": title, "label": label, "public": int(bool(roles)), "for_user": "" if roles else user}
	)
	page.update({"icon": "chart", "content": "[]", "sequence_id": frappe.db.count(WORKSPACE) + 1})
	seeing = dict.fromkeys([*roles, *sorted(sight.BUILDERS & set(frappe.get_roles()))] if roles else [])
	page.set("roles", [{"role": role} for role in seeing])
	_save(page)
	return page


def put(page: Document, doctype: str, name: str, label: str, **row: str | None) -> None:
	"""Put a card, a chart or a way to a report on a workspace, once."""
	table, kind, column, width = PLACES[doctype]
	if any(each.get(column) == name or each.label == label for each in page.get(table)):
		return
	page.append(table, {column: name, "label": label, **row})
	block = {"id": frappe.generate_hash(length=10), "type": kind}
	block["data"] = {f"{kind}_name": label, "col": width}
	page.content = json.dumps([*json.loads(page.content or "[]"), block], ensure_ascii=False)
	_save(page)


def put_report(page: Document, report: Document) -> None:
	"""A way to a report, which whoever does not see the report does not meet."""
	about = {
		"type": "Report",
		"report_ref_doctype": report.ref_doctype,
	}  # Frappe 16 takes the DocType from the row
	put(page, "Report", report.name, report.name, **about)


@frappe.whitelist()
@frappe.read_only()
def get_page(page: str) -> dict:
	"""`frappe.desk.desktop.get_desktop_page`, with ways to reports that are the reader's own or shared with them by name.

	Core knows roles alone there.
	"""
	found = answer("frappe.desk.desktop.get_desktop_page", page=page)
	if shortcuts := (found or {}).get("shortcuts"):
		shortcuts["items"] += _left_out(frappe.parse_json(page).get("name"), shortcuts["items"])
	for card in ((found or {}).get("cards") or {}).get("items", ()):
		_lead_to_reports(card.get("links", ()))
	return found


def _lead_to_reports(links: list[dict]) -> None:
	"""The reports built in a module: Frappe 15.55 looks for their DocType where it does not put it, and leads nowhere."""
	for link in links:
		if str(link.get("link_type")).lower() == "report" and not link.get("report_ref_doctype"):
			link["report_ref_doctype"] = link.get("doctype")


def _left_out(page: str, shown: list[dict]) -> list[dict]:
	about = {"parent": page, "parenttype": WORKSPACE, "type": "Report"}
	rows = frappe.get_all("Workspace Shortcut", about, ["*"], order_by="idx")
	rows = [row for row in rows if row.link_to not in [item.get("link_to") for item in shown]]
	built = {
		"name": ("in", [row.link_to for row in rows]),
		"report_type": "Report Builder",
		"is_standard": "No",
	}
	seen = dict(frappe.get_list("Report", built, ["name", "ref_doctype"], as_list=True)) if rows else {}
	return [
		{**row, "label": _(row.label), "ref_doctype": seen[row.link_to]}
		for row in rows
		if row.link_to in seen
	]


def take_off(doctype: str, name: str) -> None:
	"""Take a card, a chart or a way to a report off every workspace."""
	table, kind, column, _width = PLACES[doctype]
	rows = frappe.get_meta(WORKSPACE).get_field(table).options
	for parent in frappe.get_all(
		rows, {column: name, "parenttype": WORKSPACE}, pluck="parent", distinct=True
	):
		page = frappe.get_doc(WORKSPACE, parent)
		gone = {row.label for row in page.get(table) if row.get(column) == name}
		page.set(table, [row for row in page.get(table) if row.label not in gone])
		blocks = json.loads(page.content or "[]")
		kept = [
			block
			for block in blocks
			if block["type"] != kind or block["data"].get(f"{kind}_name") not in gone
		]
		page.content = json.dumps(kept, ensure_ascii=False)
		_save(page)


def _save(page: Document) -> None:
	"""Core lets its own role alone save a page that others see; who may was asked, and what is on it is ours."""
	page.flags.ignore_validate = True
	page.save(ignore_permissions=True)  # core's role for it may change every page
	frappe.cache.delete_value("bootinfo")
