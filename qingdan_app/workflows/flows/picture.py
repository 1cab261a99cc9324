"""A flow drawn as SVG from its steps, in the colours of Desk's theme: always true, since nothing else is stored."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from qingdan_app.workflows.flows import form_options, resolvers
from qingdan_app.workflows.moves.subjects import ApprovalSubject, subject_of

BOX_WIDTH, END_WIDTH, BOX_HEIGHT, GAP, TOP, EDGE = 190, 100, 84, 40, 26, 4
SMALLEST = 0.75
"""How far the picture shrinks to the width of its form before it is moved sideways instead."""


def drawn(flow: Document) -> str:
	"""The flow from the initiator to its end, a box a step."""
	subject = subject_of(frappe.new_doc(flow.document_type))
	boxes = [(_("Initiator"), "", ""), *(_box(subject, row) for row in flow.steps), (_("Approved"), "", "")]
	parts, x = [], EDGE
	for number, box in enumerate(boxes):
		is_end = number in (0, len(boxes) - 1)
		parts += [_arrow(x - GAP)] if number else []
		parts.append(_shape(x, box, is_end))
		x += (END_WIDTH if is_end else BOX_WIDTH) + GAP
	width, height = x - GAP + EDGE, BOX_HEIGHT + 2 * TOP
	return (
		f'<div style="overflow-x:auto"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
		f'style="width:100%;min-width:{SMALLEST * width:.0f}px;max-width:{width}px" font-size="13">'
		f"{''.join(parts)}</svg></div>"
	)


def _box(subject: ApprovalSubject, row: Document) -> tuple[str, str, str]:
	mode = _(row.mode) + (f" {row.threshold}" if row.mode in ("Count", "Percent") else "")
	return (
		_(row.title or ""),
		resolvers.in_words(row.resolver, row.parameter),
		" · ".join(part for part in (mode, _entry(subject, row), _clock(row)) if part),
	)


def _entry(subject: ApprovalSubject, row: Document) -> str:
	if not row.condition_field:
		return ""
	label = form_options.label_of(subject, row.condition_field)
	return f"{label} {_(row.condition_operator)} {_(row.condition_value or '')}".strip()


def _clock(row: Document) -> str:
	return _("{0} h").format(row.working_hours) if row.working_hours else ""


def _shape(x: int, box: tuple[str, str, str], is_end: bool) -> str:
	width, radius = (END_WIDTH, 40) if is_end else (BOX_WIDTH, 8)
	lines = [text for text in box if text]
	first = TOP + BOX_HEIGHT / 2 - (len(lines) - 1) * 10 + 4
	texts = "".join(
		f'<text x="{x + width / 2}" y="{first + number * 20}" text-anchor="middle" '
		f'fill="var({"--text-color" if number == 0 else "--text-muted"})">{escape_html(_short(text))}</text>'
		for number, text in enumerate(lines)
	)
	return (
		f'<rect x="{x}" y="{TOP}" width="{width}" height="{BOX_HEIGHT}" rx="{radius}" '
		f'fill="var(--control-bg)" stroke="var(--dark-border-color)"/>{texts}'
	)


def _arrow(start: int) -> str:
	end, y = start + GAP, TOP + BOX_HEIGHT / 2
	return (
		f'<path d="M{start} {y}H{end - 6}" stroke="var(--text-muted)" fill="none"/>'
		f'<path d="M{end - 8} {y - 5}L{end} {y}L{end - 8} {y + 5}Z" fill="var(--text-muted)"/>'
	)


def _short(text: str) -> str:
	return text if len(text) <= 22 else text[:21] + "…"
