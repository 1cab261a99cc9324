"""Run test files on a site by Frappe's own runner of parts, which else makes the parts itself, by the number of tests alone.

Run with the bench's Python in its sites folder: run_files.py SITE APP FILE…
"""

import os
import sys
from collections.abc import Sequence

from frappe.parallel_test_runner import ParallelTestRunner


class OfFiles(ParallelTestRunner):
	"""Runs what it is given."""

	def __init__(self, site: str, app: str, files: Sequence[str]):
		self.files = files
		super().__init__(app, site=site)

	def get_test_file_list(self) -> list[list[str]]:
		"""Folder and name of each file, as Frappe's own answers them."""
		return [list(os.path.split(file)) for file in self.files]


if __name__ == "__main__":
	site, app, *files = sys.argv[1:]
	OfFiles(site, app, files)
