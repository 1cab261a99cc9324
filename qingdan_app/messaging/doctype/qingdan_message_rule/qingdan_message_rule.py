import frappe
from frappe import _
from frappe.model.document import Document

from qingdan_app.messaging import office_rules
from qingdan_app.messaging.exceptions import WrongMessageRule
from qingdan_app.messaging.rules import templates

LANGUAGES = ("zh", "en")


class QingdanMessageRule(Document):
	"""What the office wants of one sentence that people are told: sent or not, where, in what words."""

	def onload(self):
		shipped = {each: templates.named(_(self.sentence, each), each) for each in LANGUAGES}
		self.set_onload("shipped", shipped)

	def validate(self):
		for language in LANGUAGES:
			self._check_words(f"words_{language}")
		named = office_rules.channels_in(self.channels)
		unknown = [name for name in named if name not in frappe.get_hooks("message_channels", {})]
		if unknown:
			frappe.throw(_("There is no channel {0} on this site.").format(unknown[0]), WrongMessageRule)
		self.channels = "\n".join(named)

	def on_update(self):
		office_rules.forget()

	def on_trash(self):
		office_rules.forget()

	def _check_words(self, fieldname: str) -> None:
		words = " ".join((self.get(fieldname) or "").split())
		self.set(fieldname, words)
		if not words:
			return
		try:
			templates.check(words, self.sentence)
		except templates.BadTemplate as wrong:
			refusal = _("These words cannot be said: {0}").format(frappe.utils.escape_html(str(wrong)))
			frappe.throw(refusal, WrongMessageRule)
