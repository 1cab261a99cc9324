"""Core's File, which asks who may have the bytes before it reads, copies or serves them (hook `override_doctype_class`).

Core copies a file by its address before any hook hears of it, so hooks alone come too late. Core knows one class for a
DocType, that of the app installed last: ours stands on the class of the app before it, which is found when it is asked for.
"""

from functools import cache
from itertools import takewhile

import frappe
from frappe import _
from frappe.core.doctype.file.file import File
from frappe.utils import cint

from qingdan_app import arguments, markup
from qingdan_app.permissions import addresses, file_bytes, file_rows
from qingdan_app.permissions.exceptions import NotYoursToSee

HOOK, HERE = "override_doctype_class", f"{__name__}.GuardedFile"


GuardedFile: type
"""Found by `__getattr__`: a class of its own for each class beneath it."""


class FileGuard:
	"""What ours adds to the class it stands on."""

	def before_insert(self):
		brought, given = bool(self.content), self.file_url
		self.file_name = markup.file_name(self.file_name)
		if not brought:
			_refuse_foreign(given)
			self.is_private = self.is_private or int(addresses.is_kept_by_us(given))
		super().before_insert()
		if brought and addresses.is_others(self.file_url):
			self.save_file(self._content, ignore_existing_file_check=True)
			self.flags.ignore_duplicate_entry_error = True

	def validate(self):
		file_rows.keep_address(self)
		super().validate()

	def on_trash(self):
		"""Core takes the bytes from disk here, and asks hooks after it: what those refuse would be a row without a file."""
		file_rows.keep(self)
		file_bytes.spare(self)
		super().on_trash()

	def save_file(self, *given, **more):
		"""Core writes over the bytes of a stored file before it saves the row."""
		if not self.is_new():
			file_rows.keep_all(self.file_url)
		if more.get("overwrite") or any(given[3:4]):
			self._check_written_over()
		return super().save_file(*given, **more)

	def _check_written_over(self) -> None:
		"""Core writes where the row at hand says, which forms send as they like: it has to be the stored one's place."""
		place = f"{addresses.PRIVATE if cint(self.is_private) else '/files/'}{self.file_name}"
		if self.is_new() or frappe.db.get_value("File", self.name, "file_url") != place:
			_refuse()
		if not self.flags.ignore_permissions:
			frappe.get_doc("File", self.name).check_permission("write")

	def unzip(self):
		_refuse_foreign(self.file_url)
		return super().unzip()

	def is_downloadable(self) -> bool:
		"""Whether the session's user may have the file that this request asks for."""
		if not addresses.address_of(self.file_url):
			return super().is_downloadable()
		return self._is_asked_for() and addresses.may_open(self.file_url)

	def _is_asked_for(self) -> bool:
		"""Core looks rows up without regard to capitals, and serves what lies at the address as it was written."""
		path = arguments.path_of_request()
		return not path.startswith(addresses.PRIVATE) or path == self.file_url


def __getattr__(name: str) -> type:
	"""The class, built on what stands beneath it on the site at hand."""
	if name != "GuardedFile":
		raise AttributeError(name)
	before = list(takewhile(lambda path: path != HERE, frappe.get_hooks(HOOK, {}).get("File", [])))
	return _standing_on(before[-1] if before else "")


@cache
def _standing_on(path: str) -> type:
	beneath = frappe.get_attr(path) if path else File
	return type("GuardedFile", (FileGuard, beneath), {"__module__": __name__})


def _refuse_foreign(url: str | None) -> None:
	if not addresses.may_open(url):
		_refuse()


def _refuse() -> None:
	frappe.throw(_("There is no such private file of yours."), NotYoursToSee)
