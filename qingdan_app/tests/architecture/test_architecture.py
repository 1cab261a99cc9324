"""The layers of DESIGN §3, as the imports show them, and the ceilings of the house style."""

import pytest

from qingdan_app.tests.architecture import code

PURE = (
	"messaging/rules",
	"organization/rules",
	"parsing",
	"workflows/engine",
	"working_time/rules",
	"importing/plan",
	"supervision/rules",
	"tasks/rules",
	"topology/rules",
)
WRITERS = {
	"handing_out/disputing.py",
	"archiving/carrying_over.py",
	"archiving/closing_lists.py",
	"archiving/later_lists.py",
	"changes/issued_anew.py",
	"handlers/handing_on.py",
	"handlers/todos.py",
	"matters/creating.py",
	"importing/attachment.py",
	"messaging/channels/desk.py",
	"permissions/jobs.py",
	"reorganizing/units_ending.py",
	"organization/roles.py",
	"same_matters/proposing.py",
	"saved_reports/mailing.py",
	"saved_reports/pages.py",
	"saved_reports/parts.py",
	"saved_reports/schedules.py",
	"saved_reports/sharing_reports.py",
	"scores/running.py",
	"tasks/evidence.py",
	"workflows/forms/making.py",
	"workflows/moves/saving.py",
	"workflows/papers/formats.py",
	"workflows/seals/sealing.py",
}
PLAIN_ROWS = "plain_rows.py"
COMMITS = {
	"repeating.py",
	"lights/all_tasks.py",
	"reminders/collecting.py",
	"reminders/in_one_statement.py",
	"reminders/telling.py",
	"supervision/stamping.py",
	"supervision/opening_periods.py",
	"handing_out/reminding.py",
	"supervision/reviews_due.py",
	"supervision/owed_reports.py",
	"reorganizing/jobs.py",
	"workflows/moves/attempts.py",
	"demo/living.py",
	"demo/seed.py",
	"setup/core_tests.py",
	"messaging/delivering.py",
	"workflows/requests/sweeping.py",
}
GUARDS_OF_ALL_DOCTYPES = {
	"qingdan_app.workflows.requests.deleting.check",
	"qingdan_app.workflows.requests.save_checks.check_state",
	"qingdan_app.workflows.requests.save_checks.check_submission",
	"qingdan_app.workflows.requests.save_checks.follow_save",
	"qingdan_app.workflows.requests.around.check_cancel",
	"qingdan_app.workflows.requests.around.check_rename",
	"qingdan_app.workflows.requests.around.follow_rename",
	"qingdan_app.workflows.requests.around.settle",
	"qingdan_app.workflows.requests.recurring.begin",
	"qingdan_app.permissions.incoming.check",
}
"""The only listeners to every DocType: a flow may guard one that was made in Desk, and no controller of ours does.
Core attaches a file to whatever document names its address."""
ANY_ERROR = {
	"repeating.py",
	"workflows/retry.py",
	"supervision/opening_periods.py",
	"background.py",
	"reorganizing/jobs.py",
	"workflows/requests/following_posts.py",
	"messaging/delivering.py",
	"messaging/outbox.py",
	"notifying/notification_class.py",
	"parsing/readers/old_word.py",
	"parsing/readers/old_workbook.py",
	"parsing/readers/ruled_pdf.py",
	"saved_reports/mailing.py",
	"workflows/flows/choosing.py",
	"workflows/flows/entries.py",
	"workflows/moves/attempts.py",
	"workflows/moves/core_workflow.py",
	"workflows/requests/sweeping.py",
	"working_time/calendars.py",
}
"""Where any error is caught: it is raised again, said as a named refusal, or logged at a sweep's boundary."""
LONGEST_FILE, LONGEST_CONTROLLER, LONGEST_HOOKS, MOST_STATEMENTS = 300, 150, 150, 20


@pytest.mark.parametrize("package", PURE)
def test_the_thinking_is_plain_python_that_knows_no_frappe(package):
	files = code.files(*package.split("/"))
	assert files
	assert [
		code.short(file)
		for file in files
		if any(f"{name}.".startswith("frappe.") for name in code.imports(file))
	] == []


@pytest.mark.parametrize("package", PURE)
def test_the_thinking_does_not_reach_for_code_that_knows_frappe(package):
	own = f"{code.PACKAGE}.{package.replace('/', '.')}."
	pure = tuple(f"{code.PACKAGE}.{other.replace('/', '.')}." for other in PURE)
	for file in code.files(*package.split("/")):
		inside = {f"{name}." for name in code.imports(file) if name.startswith(f"{code.PACKAGE}.")}
		assert {name for name in inside if not name.startswith((own, *pure))} == set(), code.short(file)


def test_the_thinking_asks_no_clock():
	for package in PURE:
		for file in code.files(*package.split("/")):
			text = file.read_text(encoding="utf-8")
			asked = [word for word in ("today()", "now()", "utcnow", "time.time") if f".{word}" in text]
			assert asked == [], code.short(file)


def test_nothing_that_ships_needs_the_demo_city_or_the_tests():
	for file in code.files():
		if not code.short(file).startswith("demo/"):
			assert code.reaches(file, "demo", "tests") == set(), code.short(file)


def test_the_version_of_frappe_is_asked_for_in_one_place():
	asking = [
		code.short(file) for file in code.files() if "frappe.__version__" in file.read_text(encoding="utf-8")
	]
	assert asking == ["compat.py"]


def test_files_stay_within_their_ceiling():
	ceilings = {
		file: LONGEST_CONTROLLER if "doctype" in file.parts else LONGEST_FILE for file in code.files()
	}
	assert {
		code.short(file): len(code.lines(file))
		for file, top in ceilings.items()
		if len(code.lines(file)) > top
	} == {}


def test_functions_stay_within_their_ceiling():
	"""Counted in statements: a table of columns is one, however many lines the formatter gives it."""
	long = {}
	for file, function in code.functions():
		size = sum(isinstance(node, code.ast.stmt) for node in code.ast.walk(function)) - 1
		if size > MOST_STATEMENTS:
			long[f"{code.short(file)}:{function.name}"] = size
	assert long == {}


def test_hooks_are_a_table_of_names():
	assert len(code.lines(code.APP / "hooks.py")) < LONGEST_HOOKS
	everywhere = code.hooks().get("doc_events", {}).get("*", {})
	assert set(everywhere.values()) <= GUARDS_OF_ALL_DOCTYPES


def test_there_is_no_drawer_for_everything():
	names = [code.short(file) for file in code.files() if file.stem in ("utils", "helpers", "common", "misc")]
	assert names == []


def test_permissions_are_set_aside_by_writers_only_and_say_why():
	for file in code.files():
		for number, line in enumerate(code.lines(file), start=1):
			if "ignore_permissions=True" in line:
				where = f"{code.short(file)}:{number}"
				assert code.short(file) in WRITERS or code.short(file).startswith("setup/"), where
				assert _reason(file, number), f"{where} says no reason"


def test_nobody_commits_but_sweeps_commands_and_patches():
	for file in code.files():
		if "db.commit()" in file.read_text(encoding="utf-8"):
			assert code.short(file) in COMMITS or code.short(file).startswith("patches/"), code.short(file)


def test_no_code_behaves_differently_when_tested():
	for file in code.files():
		text = file.read_text(encoding="utf-8")
		assert "in_test" not in text, code.short(file)


def test_errors_are_not_swallowed():
	for file in code.files():
		for node in code.ast.walk(code.tree(file)):
			if isinstance(node, code.ast.ExceptHandler):
				caught = node.type.id if isinstance(node.type, code.ast.Name) else "named"
				broad = node.type is None or caught in ("Exception", "BaseException")
				deals = {"throw", "log_error"} & {
					getattr(call.func, "attr", "")
					for call in code.ast.walk(node)
					if isinstance(call, code.ast.Call)
				}
				raises = any(isinstance(inner, code.ast.Raise) for inner in code.ast.walk(node))
				assert not broad or (code.short(file) in ANY_ERROR and (deals or raises)), (
					f"{code.short(file)}:{node.lineno}"
				)


def test_sql_is_never_put_together_from_values():
	"""Formatted SQL stands only where the rule of visibility is written, and there every value is escaped.

	The writer of plain rows puts names of tables and columns together, and leaves every value to the driver.
	"""
	for file in code.files():
		if code.short(file) == PLAIN_ROWS:
			continue
		for node in code.ast.walk(code.tree(file)):
			if isinstance(node, code.ast.Call) and getattr(node.func, "attr", "") == "sql" and node.args:
				assert not isinstance(node.args[0], code.ast.JoinedStr | code.ast.BinOp), (
					f"{code.short(file)}:{node.lineno}"
				)


def _reason(file, number: int) -> bool:
	"""A comment on the line, or on the lines beside it where the formatter had to break the call."""
	return any("#" in line for line in code.lines(file)[max(number - 2, 0) : number + 2])
