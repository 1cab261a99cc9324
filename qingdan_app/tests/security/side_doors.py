"""Every path by which core changes a field of a stored document, for the tests of owned fields and states."""

import frappe

from qingdan_app.tests.site import as_json, one_transaction


def by_save(test, who, doc, **values):
	with test.as_user(who):
		frappe.get_doc(doc.doctype, doc.name).update(values).save()


def by_forced_save(test, who, doc, **values):
	"""Even code that ignores permissions does not pass the flow."""
	with test.as_user(who):
		frappe.get_doc(doc.doctype, doc.name).update(values).save(ignore_permissions=True)


def by_rest_put(test, who, doc, **values):
	test.rest("PUT", f"{doc.doctype}/{doc.name}", who, **values)


def by_set_value(test, who, doc, **values):
	arguments = {"doctype": doc.doctype, "name": doc.name, "fieldname": as_json(values)}
	test.call("frappe.client.set_value", who, **arguments)


def by_client_save(test, who, doc, **values):
	test.call("frappe.client.save", who, doc=as_json({**_stored(doc), **values}))


def by_form_save(test, who, doc, **values):
	test.call("frappe.desk.form.save.savedocs", who, doc=as_json({**_stored(doc), **values}), action="Save")


def by_form_submit(test, who, doc, **values):
	test.call("frappe.desk.form.save.savedocs", who, doc=as_json({**_stored(doc), **values}), action="Submit")


def by_kanban(test, who, doc, **values):
	"""Dragging a card sets the field of the board's column."""
	for fieldname, value in values.items():
		test.call(
			"frappe.client.set_value",
			who,
			doctype=doc.doctype,
			name=doc.name,
			fieldname=fieldname,
			value=value,
		)


def by_client_bulk_update(test, who, doc, **values):
	rows = [{"doctype": doc.doctype, "docname": doc.name, **values}]
	answer = test.call("frappe.client.bulk_update", who, docs=as_json(rows))
	if answer["failed_docs"]:
		raise frappe.PermissionError(answer["failed_docs"][0]["exc"])


def by_bulk_edit(test, who, doc, **values):
	arguments = {
		"doctype": doc.doctype,
		"docnames": as_json([doc.name]),
		"action": "update",
		"data": as_json(values),
	}
	with one_transaction():
		failed = test.call(BULK_EDIT, who, **arguments)
	if doc.name in (failed if isinstance(failed, list) else []):
		raise frappe.PermissionError("bulk edit reports the document as failed")


BULK_EDIT = "frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs"

UPDATES = {
	door.__name__: door
	for door in (
		by_save,
		by_forced_save,
		by_rest_put,
		by_set_value,
		by_client_save,
		by_form_save,
		by_form_submit,
		by_kanban,
		by_client_bulk_update,
		by_bulk_edit,
	)
}


def _stored(doc) -> dict:
	return frappe.get_doc(doc.doctype, doc.name).as_dict()
