import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime

from qingdan_app.messaging import ledger
from qingdan_app.messaging.exceptions import WrittenByTheOutbox
from qingdan_app.messaging.rules.kinds import SETTLED

CLEARED_AT_ONCE = 10_000


class QingdanMessage(Document):
	"""What one person was told on one channel, and whether it arrived. Written by the outbox alone."""

	def validate(self):
		self._refuse()

	def on_trash(self):
		self._refuse()

	def before_rename(self, *_args, **_kwargs):
		self._refuse()

	@staticmethod
	def clear_old_logs(days: int = 90) -> None:
		"""Core's clearing of logs: what arrived or was muted so long ago. What failed stays until somebody looks."""
		before = add_days(now_datetime(), -days)
		while ledger.clear(before, sorted(SETTLED), CLEARED_AT_ONCE) == CLEARED_AT_ONCE:
			pass

	def _refuse(self):
		frappe.throw(
			_("Messages are written by the outbox alone. One that failed can be sent again."),
			WrittenByTheOutbox,
		)


def on_doctype_update():
	frappe.db.add_index(ledger.MESSAGE, ["state", "creation"])
	frappe.db.add_index(ledger.MESSAGE, ["receiver", "modified"])
