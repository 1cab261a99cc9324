"""Commands of the app for `bench`."""

import sys
from pathlib import Path

import click
from frappe.commands import get_site, pass_context


@click.command("verify-approvals")
@click.option(
	"--seal",
	"seals",
	multiple=True,
	help="a seal that was kept elsewhere: its mailed file, or NUMBER:DIGEST; give as many as there are",
)
@click.option(
	"--new",
	"only_new",
	is_flag=True,
	help="only what was sealed since the last seal that was checked: minutes instead of hours",
)
@pass_context
def verify_approvals(context, seals: tuple[str, ...], only_new: bool):
	"""Check every approval log of a site against all seals; ends with 1 where one is broken."""
	import frappe

	from qingdan_app import repeating
	from qingdan_app.workflows.seals import sealing

	kept = [_kept(seal) for seal in seals]
	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		broken = sealing.verify_new(step=repeating.repeat) if only_new else sealing.verify_all(kept)
	finally:
		frappe.destroy()
	for each in broken:
		click.echo(f"{each.chain}: entry {each.sequence}: {each.fault}")
	click.echo(f"{len(broken)} broken" if broken else "Every log is whole and agrees with all seals.")
	sys.exit(1 if broken else 0)


def _kept(seal: str) -> tuple[int, str]:
	"""Number and digest of a seal that was kept. Raises click.BadParameter."""
	from qingdan_app.workflows.seals import letters

	noted = letters.noted_in(_words_of(seal))
	if noted is None:
		raise click.BadParameter(f"{seal[:60]!r} is no seal: give its mailed file, or NUMBER:DIGEST")
	return noted


def _words_of(seal: str) -> str:
	try:
		return Path(seal).read_text(encoding="utf-8")
	except (OSError, ValueError):
		return seal  # the words themselves, which may be longer than any name of a file


@click.command("export-approvals")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@pass_context
def export_approvals(context, file: Path):
	"""Write every entry of the approval log, where each chain stands, and every seal of a site to FILE, one JSON object a line."""
	import frappe

	from qingdan_app.workflows.seals import exporting

	target = file.absolute()
	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		lines = exporting.write_record(target)
	finally:
		frappe.destroy()
	click.echo(f"{lines} entries and seals written to {target}")


@click.command("verify-record")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
	"--seal", "seals", multiple=True, help="a seal that was kept elsewhere: its mailed file, or NUMBER:DIGEST"
)
def verify_record(file: Path, seals: tuple[str, ...]):
	"""Check a FILE that export-approvals has written by itself, without any site; ends with 1 where something in it is broken."""
	from qingdan_app.workflows.seals import record_checked

	kept = [_kept(seal) for seal in seals]
	record = record_checked.Record()
	with file.open(encoding="utf-8") as lines:
		record.take(lines)
	broken = record.faults(kept)
	for each in broken:
		click.echo(f"{each.chain}: entry {each.sequence}: {each.fault}")
	click.echo(
		f"{len(broken)} broken" if broken else f"{record.entries} entries are whole and agree with all seals."
	)
	sys.exit(1 if broken else 0)


@click.command("check-topology")
@click.option(
	"--backups-elsewhere",
	is_flag=True,
	help="backups are made by other means, and are not looked for in the folder of the site",
)
@click.option("--language", default="", help="of what is said: zh or en; the site's own without it")
@pass_context
def check_topology(context, backups_elsewhere: bool, language: str):
	"""Say what of the machines of a site breaks what the app promises, and what to do; ends with 1 where something does."""
	import frappe

	from qingdan_app import site_language
	from qingdan_app.topology import facts_read, findings_in_words
	from qingdan_app.topology.rules import findings, judging

	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		frappe.local.lang = language or site_language.chosen()
		found = judging.judged(facts_read.facts(backups_elsewhere))
		lines = [findings_in_words.line(finding) for finding in found] or [findings_in_words.is_all_well()]
	finally:
		frappe.destroy()
	click.echo("\n".join(lines))
	sys.exit(0 if findings.is_sound(found) else 1)


commands = [verify_approvals, export_approvals, verify_record, check_topology]
