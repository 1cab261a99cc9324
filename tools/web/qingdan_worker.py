"""A worker for background jobs that has Frappe and the app loaded before it forks.

Frappe's own worker forks for every job and lets each fork import everything anew, more than a second of CPU for
a notification that takes twenty milliseconds. Run from the bench's sites folder.
"""

import importlib

from frappe.utils.background_jobs import start_worker

# frappe.app loads what a request needs, the others what the app's jobs need beside it.
for module in (
	"frappe.app",
	"frappe.desk.doctype.notification_log.notification_log",
	"frappe.email.doctype.email_queue.email_queue",
	"frappe.model.workflow",
	"qingdan_app.messaging.jobs",
	"qingdan_app.supervision.jobs",
):
	importlib.import_module(module)

if __name__ == "__main__":
	start_worker(queue="short,default,long")
