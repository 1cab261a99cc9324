"""What gunicorn serves: Frappe for one site, with its assets and public files, as ``bench serve`` does.

Run from the bench's sites folder; QINGDAN_SITE names the site.
"""

import os

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.shared_data import SharedDataMiddleware

frappe.app._site = os.environ["QINGDAN_SITE"]
sites = os.path.abspath(".")

application = StaticDataMiddleware(
	SharedDataMiddleware(frappe.app.application, {"/assets": os.path.join(sites, "assets")}),
	{"/files": sites},
)
