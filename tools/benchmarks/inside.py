"""What every benchmark inside the bench's Python starts and ends with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils.background_jobs import get_queue

ADDRESS = os.environ.get("QINGDAN_BENCHMARK_ADDRESS", "")
PASSWORD = "qingdan-benchmark"
OURS = "Qingdan "


@contextmanager
def connected() -> Iterator[None]:
	"""The benchmark's site, as Administrator."""
	frappe.init(site=os.environ["QINGDAN_BENCHMARK_SITE"], sites_path=".")
	frappe.connect()
	try:
		yield
	finally:
		frappe.destroy()


def empty_site() -> None:
	"""Remove every row of the app's DocTypes and what hangs on them: a site as it was installed."""
	modules = frappe.get_module_list("qingdan_app")
	doctypes = frappe.get_all("DocType", {"module": ("in", modules), "issingle": 0}, pluck="name")
	hanging = [
		"Version",
		"Notification Log",
		"Comment",
		"Workflow Action",
		"Data Import Log",
		"Email Queue",
		"Error Log",
	]
	for doctype in [*doctypes, *hanging]:
		frappe.db.sql_ddl(f"truncate table `tab{doctype}`")
	frappe.db.delete("File", {"is_folder": 0})
	frappe.db.delete("Data Import")
	frappe.db.delete("__global_search")
	forget_what_settings_name(doctypes)
	frappe.db.commit()
	frappe.clear_cache()
	for doctype in doctypes:
		frappe.get_meta(doctype)  # a server that has run for a minute knows them


def forget_what_settings_name(doctypes: list[str]) -> None:
	"""Rules that are gone are rules of no list: whatever is written would look for them."""
	for single in frappe.get_all("DocType", {"issingle": 1, "name": ("like", f"{OURS}%")}, pluck="name"):
		links = [
			link.fieldname for link in frappe.get_meta(single).get_link_fields() if link.options in doctypes
		]
		frappe.db.delete("Singles", {"doctype": single, "field": ("in", links or [""])})


def drop_jobs() -> None:
	"""Messages of what was only set up are not delivered: they would take the time of what is measured."""
	frappe.db.delete("Qingdan Message")
	drop_jobs_of_queue()


def drop_jobs_of_queue() -> None:
	"""What waits for a worker is not done."""
	for job in get_queue("short").jobs:
		if job.kwargs.get("site") == frappe.local.site:
			job.delete()


def speak(sentence: str) -> None:
	"""Say what is being done."""
	print(f"… {sentence}", flush=True)
