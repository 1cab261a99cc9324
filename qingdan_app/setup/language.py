"""What was created before the site was given its language is called in that language (hook `setup_wizard_complete`)."""

from collections.abc import Mapping

from qingdan_app.setup import accounts, built_reports, phrases, print_formats


def follow(answers: Mapping | None = None) -> None:
	"""Call papers, reports and accounts that nobody has renamed as the language of the site says, and offer phrases that nobody has changed in it."""
	print_formats.follow_language()
	built_reports.follow_language()
	phrases.follow_language()
	accounts.follow_language()
