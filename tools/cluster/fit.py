"""Makes a site fit for a cluster, as the guide for operators says: run with the bench's Python in a folder of sites: fit.py SITE

Nothing stays that only one server would know: tables of engines that no cluster copies, and sequences of which two servers give the same.
"""

import sys

import frappe

from qingdan_app.topology.facts_read import OTHER_ENGINES, SEQUENCES


def make_fit() -> None:
	for sequence in frappe.db.sql_list(SEQUENCES):
		frappe.db.sql_ddl(f"alter sequence `{sequence}` increment by 0 nocache")
	for table in frappe.db.sql_list(OTHER_ENGINES):
		frappe.db.sql_ddl(f"alter table `{table}` engine = InnoDB")


if __name__ == "__main__":
	frappe.init(site=sys.argv[1], sites_path=".")
	frappe.connect()
	try:
		make_fit()
	finally:
		frappe.destroy()
