"""Core's endpoints that ours ask who may see what: somebody has to know where another app's are asked instead."""

import click
from frappe import _

from qingdan_app import overridden


def tell_where_overruled() -> None:
	"""Say on the console of whoever installs or migrates which of our endpoints core does not ask."""
	for endpoint, other in overridden.overruled().items():
		said = _("{0} is answered by {1}, not by this app: what it shows does not follow who may see what.")
		click.secho(said.format(endpoint, other), fg="yellow")
