"""Small breakages of what writes to the database, each with the test that must notice it. The test needs a site."""

from typing import NamedTuple


class BreakageOnSite(NamedTuple):
	"""What people would meet, the file with its text and the text that breaks it, and the test that must fail."""

	meets: str
	file: str
	text: str
	broken: str
	test: str


ARCHIVED = "tests.security.test_archived_lists.TestArchivedLists"
CARRYING = "archiving.tests.test_carrying_over.TestCarryingOver"
OWED = "supervision.tests.test_owed_reports.TestActs"
CARRIED = "supervision.tests.test_owed_carried.TestCarried"
OF_ANSWERS = "reminders.tests.test_reminders_of_answers.TestRemindersOfAnswers"
VERIFIED = "verifications.tests.test_verifications.TestVerifications"
ONCE = "same_matters.tests.test_reported_once"
JOINED = "same_matters.tests.test_joining.TestJoining"
REMINDED = "reminders.tests.test_reminders.TestReminders"
SCORED = "scores.tests.test_scores.TestScores"
OF_WRITING = "scores.tests.test_scores_of_writing.TestScoresOfWriting"
APPEALS = "changes.tests.test_appeals.TestAppeals"
NOTICES = "notices.tests.test_notices"
SILENT = "tests.security.test_silent_changes.TestSilentChanges"
RECORD = "workflows.seals.tests.test_record.TestRecord"
SEALING = "workflows.seals.tests.test_sealing.TestSealing"
KEPT = "workflows.seals.tests.test_kept_words.TestKeptWords"
UNIT_FIELDS = "reorganizing.tests.test_every_unit_field.TestEveryUnitField"
REVIEW = "importing.tests.test_import_review"
PROPOSED = "importing.tests.test_units_proposed.TestUnitsProposed"
REVISED = "importing.tests.test_revised_list.TestRevisedList"

REFUSED = "tests.test_refused_commits"
REPLICAS = "permissions.tests.test_replicas.TestReplicas"
DELIVERED = "messaging.tests"

ON_SITE: dict[str, dict[str, tuple[str, str, str]]] = {
	"side_by_side.py": {
		"what fails on the other connection is lost, and its half is taken for done": (
			"+ other.result()",
			"+ len(batch[middle:])",
			"tests.test_side_by_side.TestSideBySide.test_what_fails_on_the_other_connection_is_raised_and_the_own_half_stands",
		),
	},
	"workflows/moves/core_actions.py": {
		"core writes no turns though a Workflow wants them": (
			"state.is_optional_state for",
			"True for",
			"tests.security.test_core_workflow.TestCoreWorkflow.test_core_is_asked_where_a_workflow_wants_turns",
		),
		"turns of a document that is deleted stay behind": (
			'event == "on_trash" or not',
			"not",
			"tests.security.test_core_workflow.TestCoreWorkflow.test_core_is_asked_of_what_is_others_and_clears_what_a_deleted_document_leaves",
		),
		"core asks the database a dozen times at every act for turns that nobody wants": (
			'if event == "on_trash" or not _wants_none(doc):',
			"if True:",
			"tests.security.test_core_workflow.TestCoreWorkflow.test_core_is_not_asked_for_turns_that_it_would_not_write",
		),
	},
	"repeating.py": {
		"what the server refuses behind a commit is done a second time": (
			"if not _came_behind(failure):",
			"if True:",
			f"{REFUSED}.TestRefusedCommits.test_what_is_refused_behind_the_commit_stands_is_answered_and_is_told",
		),
		"who was to be told after a commit is not told": (
			"\t\tfrappe.db.after_commit.run()\n",
			"",
			f"{REFUSED}.TestRefusedCommits.test_what_is_refused_behind_the_commit_stands_is_answered_and_is_told",
		),
		"what another app does after a commit has the act done twice": (
			"if not (stands and is_refused(failure)):",
			"if True:",
			f"{REFUSED}.TestRefusedCommits.test_what_fails_after_the_commit_does_not_do_the_act_twice",
		),
		"a job that is wrong by itself is run time and again": (
			"not (is_refused(failure) or also(failure))",
			"False",
			f"{REFUSED}.TestRefusedJobs.test_a_job_that_fails_by_itself_is_not_run_again",
		),
	},
	"workflows/retry.py": {
		"who comes second in a cluster hears nothing of the first": (
			"if _is_asked(endpoint) and frappe.db.transaction_writes:",
			"if False:",
			f"{REFUSED}.TestRefusedCommits.test_who_is_refused_at_the_commit_is_told_that_somebody_has_decided",
		),
		"an act that another app calls ends its transaction": (
			"\t\treturn False\n",
			"\t\treturn True\n",
			f"{REFUSED}.TestRefusedCommits.test_what_other_code_calls_commits_nothing",
		),
		"of many that are refused together none is done, and nobody hears of it": (
			"return [item for number, item in enumerate(found) if item not in found[:number]]",
			"return []",
			f"{REFUSED}.TestRefusedCommits.test_of_many_that_are_refused_together_each_is_done_by_itself_and_one_says_why_not",
		),
		"one of many that is refused says not what it is": (
			'given.get("doctype", doctype)',
			'given.get("doctype")',
			f"{REFUSED}.TestRefusedCommits.test_a_same_matter_of_many_that_is_refused_time_and_again_says_so_by_its_name",
		),
	},
	"background.py": {
		"one year that is asked for stands for another": (
			'.replace(".", "_") + said',
			'.replace(".", "_")',
			f"{DELIVERED}.test_nothing_lost.TestAfterTheCommit.test_what_is_asked_for_with_other_words_is_another_job",
		),
		"every act waits for a queue that is away": (
			"time.monotonic() + PAUSE",
			"0.0",
			f"{DELIVERED}.test_nothing_lost.TestWithoutRedis.test_it_is_not_asked_again_at_every_act",
		),
		"what was done while a worker looked waits for the sweep": (
			"return get_job_status(job_id) != JobStatus.STARTED",
			"return True",
			f"{DELIVERED}.test_nothing_lost.TestAfterTheCommit.test_while_a_worker_is_at_it_another_run_is_asked_for",
		),
	},
	"tasks/page.py": {
		"a total that was kept hides a task": (
			"return shown if found < query.page_length else max(total, shown)",
			"return total",
			f"{REPLICAS}.test_a_kept_total_of_nothing_hides_no_task",
		),
		"behind the last page there is nothing at all": (
			"\t\treturn total\n",
			"\t\treturn 0\n",
			f"{REPLICAS}.test_a_kept_total_of_too_many_is_put_right_by_the_last_page",
		),
		"a task of two of one's units stands on the page twice": (
			"united = united.union(part)",
			"united = united.union_all(part)",
			"tests.test_task_pages.TestTaskPages.test_a_task_of_two_of_ones_units_stands_on_the_page_once",
		),
	},
	"messaging/delivering.py": {
		"another server is told a second time": (
			"if not answers:",
			"if True:",
			f"{REFUSED}.TestRefusedJobs.test_another_server_that_has_a_message_is_not_called_again_where_the_database_refuses_to_note_it",
		),
		"a message that another worker has is brought by two": (
			"\t\trepeating.undo()\n\t\treturn 0\n",
			"\t\trepeating.undo()\n\t\treturn 1\n",
			f"{REFUSED}.TestRefusedJobs.test_a_message_that_another_worker_has_taken_up_by_the_commit_is_left_to_it",
		),
		"a message that kills its workers kills them for ever": (
			"if backoff.exhausted(attempts):",
			"if False:",
			f"{DELIVERED}.test_delivery.TestFailures.test_a_message_that_kills_its_workers_is_given_up_in_the_end",
		),
		"who has left is told of a document": (
			"return any(frappe.has_permission(doctype",
			"return True or any(frappe.has_permission(doctype",
			f"{DELIVERED}.test_withheld.TestWithheld.test_who_left_the_post_before_delivery_is_not_told_and_cannot_look_it_up",
		),
	},
	"permissions/read_where_written.py": {
		"a role that was taken away is learnt from a copy that lags": (
			"\tfrappe.get_roles()\n",
			"",
			f"{REPLICAS}.test_roles_are_known_before_core_turns_to_a_copy",
		),
		"no list at all is read as the operator has chosen": (
			"if not _asks_for_others(frappe.form_dict):",
			"if True:",
			f"{REPLICAS}.test_lists_of_others_are_read_as_the_operator_has_chosen",
		),
		"a report of ours is read from a copy because it is named beside another's list": (
			"all(map(_is_others, over))",
			"any(map(_is_others, over))",
			f"{REPLICAS}.test_what_repeats_words_of_ours_and_what_names_no_doctype_is_read_where_it_is_written",
		),
	},
	"importing/reviewing/issue_rows.py": {
		"what was settled is asked again when the file is read again": (
			"if row.settled}",
			"if not row.settled}",
			f"{REVIEW}.TestKept.test_what_was_settled_and_answered_stays_when_the_file_is_read_again",
		),
		"other words at the same place count as settled": (
			"READ_EARLIER if row.said is None else row.said)",
			"READ_EARLIER)",
			f"{REVIEW}.TestKept.test_other_words_at_the_same_place_are_asked_anew",
		),
	},
	"importing/reviewing/unit_rows.py": {
		"what is close is created in silence": (
			"resolution = UNRESOLVED if proposals else CREATE",
			"resolution = CREATE",
			f"{PROPOSED}.test_a_name_that_is_close_asks_and_one_click_takes_the_proposal",
		),
		"two who choose at once overwrite one another": (
			"if seen_of(row) != seen:",
			"if False:",
			f"{REVIEW}.TestKept.test_of_two_who_choose_a_unit_at_once_the_second_is_told",
		),
		"another spelling of a name becomes a unit of its own": (
			"for each in follow(run):",
			"for each in ():",
			f"{PROPOSED}.test_another_spelling_follows_the_name_whatever_that_comes_to_mean",
		),
		"all proposals are taken, however sure": (
			"proposal and proposal.why == why:",
			"proposal:",
			f"{PROPOSED}.test_all_proposals_of_one_certainty_are_taken_at_once_and_no_others",
		),
	},
	"importing/reviewing/settling.py": {
		"an answer takes another person's back": (
			"if seen_of(row) != seen:",
			"if False:",
			f"{REVIEW}.TestKept.test_of_two_who_answer_at_once_the_second_is_told",
		),
		"who settles again is the one who has settled": (
			"[row for row in rows if not row.settled]",
			"[*rows]",
			f"{REVIEW}.TestIssues.test_who_settled_first_stays_the_one_who_did",
		),
	},
	"importing/reviewing/by_hand.py": {
		"a form that is old opens what was settled": (
			"not age or get_datetime(age) == get_datetime(row.modified)",
			"True",
			f"{REVIEW}.TestKept.test_a_form_that_is_older_than_an_answer_overwrites_nothing",
		),
	},
	"importing/reviewing/review_state.py": {
		"one person reviews and confirms": (
			"if run.reviewed_by == frappe.session.user:",
			"if False:",
			f"{REVIEW}.TestSecondPerson.test_another_person_confirms_than_the_one_who_has_finished_the_review",
		),
		"what is changed after the review passes": (
			'run.db_set({"reviewed_by": None, "reviewed_at": None})',
			"run.db_set({})",
			f"{REVIEW}.TestSecondPerson.test_whatever_is_changed_afterwards_has_to_be_finished_again",
		),
	},
	"importing/reviewing/remembering.py": {
		"what was forgotten is remembered": (
			'{"key": ("in", sorted(keys)), "disabled": 0}',
			'{"key": ("in", sorted(keys))}',
			f"{REVIEW}.TestRemembered.test_it_is_undone_for_one_document_or_for_all_to_come",
		),
	},
	"importing/checks.py": {
		"a remark holds an import up": (
			"not row.settled and nature_of(row.code) is not Nature.REMARK",
			"not row.settled",
			f"{REVIEW}.TestIssues.test_a_remark_holds_nothing_up_and_a_question_does",
		),
	},
	"reminders/in_one_statement.py": {
		"what the database writes has another key than what is told by itself": (
			"`told`.`unit`, `told`.`due_on`), 256), 32)",
			"`told`.`unit`, `told`.`counted_from`), 256), 32)",
			"reminders.tests.test_many_reminders.TestManyReminders.test_each_row_is_written_as_one_that_is_told_by_itself",
		),
		"who has something in hand is passed over where many are told": (
			"not in (select `task`",
			"in (select `task`",
			"reminders.tests.test_many_reminders.TestManyReminders.test_each_row_is_written_as_one_that_is_told_by_itself",
		),
	},
	"reminders/telling.py": {
		"a person gets several digests a day": (
			"and not exists(select 1 from `tabQingdan Reminder` where `receiver` = `waiting`.`receiver` and `told_on` = %(today)s)",
			"",
			f"{REMINDED}.test_what_comes_after_the_digest_of_a_day_waits_for_the_next",
		),
		"a deadline that was moved is told of": (
			"in still:",
			"is not None:",
			f"{REMINDED}.test_reminders_of_a_former_deadline_are_over",
		),
		"people are woken at night": (
			"if not (resting := _is_at_rest(now)) and not _works_now(now):",
			"if (resting := _is_at_rest(now)) is None:",
			f"{REMINDED}.test_nobody_is_disturbed_at_night_or_on_days_of_rest",
		),
	},
	"reminders/kinds.py": {
		"a matter of two tasks is reminded of twice": (
			"& asked_here",
			"",
			f"{ONCE}.TestAskedOnce.test_one_reminder_is_written_for_both",
		),
		"a suspended task is told of": (
			' & (Coalesce(task.course, "") == "")',
			"",
			f"{REMINDED}.test_a_suspended_task_is_not_told_of",
		),
		"the days in which it rested are silence": (
			'*(rest.ends for rest in rests_of(found["rests"]))',
			"",
			f"{REMINDED}.test_days_in_which_it_rested_are_no_silence",
		),
	},
	"reminders/unanswered.py": {
		"a notice that was answered is told of": (
			"notices.state.isin([*WITH_UNIT])",
			"notices.name.isnotnull()",
			f"{OF_ANSWERS}.test_a_notice_that_was_answered_or_called_off_is_not_told_of",
		),
		"an issue to supervision is told of to the leader's office": (
			'Case().when(office, issues.leader).else_("").as_("leader")',
			"issues.leader",
			f"{OF_ANSWERS}.test_an_issue_is_told_of_to_whom_it_went_until_it_is_answered",
		),
	},
	"reminders/collecting.py": {
		"an account that was renamed is reminded twice": (
			'"item": in_one_statement.key_of(rung.about, item, day)',
			'"item": in_one_statement.key_of(rung.about + user, item, day)',
			f"{REMINDED}.test_an_account_that_was_renamed_is_not_reminded_twice",
		),
	},
	"scores/read_writing.py": {
		"a notice that was called off costs points": (
			"`notice`.`state` not in ('草稿', '已撤销')",
			"`notice`.`state` != '草稿'",
			f"{OF_WRITING}.test_one_that_was_called_off_counts_for_nothing",
		),
	},
	"scores/who_answered.py": {
		"the unit that has a task today pays for the one that had it": (
			"if until > day), None)",
			"if until < day), None)",
			f"{SCORED}.test_who_led_a_task_on_the_day_is_charged_for_it",
		),
	},
	"changes/appeals.py": {
		"what was earned is appealed against": (
			"if event.worth >= 0:",
			"if event.worth > 999:",
			f"{APPEALS}.test_what_was_earned_is_not_appealed_against",
		),
	},
	"verifications/verification_requirements.py": {
		"a verification is rewritten": (
			"if not verification.is_new():",
			"if False:",
			f"{VERIFIED}.test_nobody_rewrites_or_deletes_one",
		),
		"one verification is corrected twice": (
			"if verification.corrects:",
			"if False:",
			f"{VERIFIED}.test_another_one_corrects_it_once_and_it_stays",
		),
		"what will be found tomorrow is kept today": (
			"getdate(verification.day) > getdate()",
			"False",
			f"{VERIFIED}.test_what_is_missing_is_named",
		),
	},
	"tasks/archived.py": {
		"an archived list is written like any other": (
			"if list_ not in _permitted() and is_archived(list_, locked=True):",
			"if False:",
			f"{ARCHIVED}.test_no_way_by_which_core_changes_a_field_leads_into_it",
		),
		"a file is taken off a task of it": (
			"*(lists_of(before) if moved else ())",
			"",
			f"{ARCHIVED}.test_a_file_is_neither_taken_off_nor_hung_up",
		),
		"files hang on a task of it": (
			"if doc.doctype not in RULED | BESIDE.keys():",
			"if doc.doctype not in RULED:",
			f"{ARCHIVED}.test_nothing_new_comes_into_it_by_hand_or_in_one_statement",
		),
		"comments stand on a request about it": (
			"	if doctype in OF_TASKS:\n\t\trows",
			"	if False:\n\t\trows",
			f"{ARCHIVED}.test_nothing_is_hung_on_a_request_that_was_decided",
		),
	},
	"handing_out/leads.py": {
		"a new lead has received it already": (
			'task.update({"acknowledged_by": None, "acknowledged_at": None})',
			"pass",
			"tests.security.test_corrections.TestCorrections.test_a_unit_that_leads_by_a_correction_has_received_nothing_and_the_earlier_one_goes_on_reading",
		),
	},
	"reorganizing/carrying_out.py": {
		"a key work stays with a unit that is there no longer": (
			"		for item in items:\n",
			"		for item in ():\n",
			f"{UNIT_FIELDS}.test_what_is_open_follows",
		),
	},
	"reorganizing/key_works.py": {
		"a key work leaves a unit that goes on with a task of it": (
			"item.name in follow - stay",
			"item.name in follow",
			f"{UNIT_FIELDS}.test_a_key_work_stays_where_a_task_of_it_does_and_where_all_are_closed",
		),
	},
	"reorganizing/scope.py": {
		"a portfolio that waits finds nothing of units that were merged": (
			'people.of_today(row.get("unit") for row in order.get("units") or ())',
			'[row.get("unit") for row in order.get("units") or ()]',
			f"{UNIT_FIELDS}.test_a_portfolio_of_chosen_units_that_waits_for_its_day_finds_their_successor",
		),
	},
	"tasks/item_corrections.py": {
		"a key work changes in silence": (
			"	if not reason:\n",
			"	if False:\n",
			f"{SILENT}.test_a_change_of_a_key_work_stands_in_the_history_of_its_tasks",
		),
	},
	"tasks/invariants.py": {
		"the matter of a task is written by hand": (
			'("matter", "instances_until"), (',
			'("instances_until",), (',
			f"{SILENT}.test_every_stored_field_has_a_reason_or_stays_or_is_judged",
		),
	},
	"tasks/periods.py": {
		"saved again at rest, a task loses its open period": (
			" and task.course not in AT_REST\n	return",
			"\n	return",
			"tasks.tests.test_periods.TestMaking.test_saved_again_at_rest_it_keeps_the_period_that_was_open",
		),
	},
	"lights/all_tasks.py": {
		"figures of lights stay as they were": (
			"totals.columns_written(",
			"tuple(",
			"tasks.tests.test_roll_up.TestWhatIsRemembered.test_a_light_that_the_night_writes_changes_it_at_once",
		),
	},
	"tasks/sums_kept.py": {
		"after an act the figures stay as they were": (
			'kept["parts"].get(unit) != at',
			"False",
			"tasks.tests.test_roll_up.TestRollUp.test_after_an_act_its_unit_alone_is_counted_and_the_sums_are_those_of_a_whole_count",
		),
	},
	"tasks/pacing.py": {
		"what is not handed out is behind": (
			"task.drafted or task.state",
			"task.state",
			f"{CARRYING}.test_before_it_is_handed_out_it_is_behind_no_schedule",
		),
	},
	"archiving/carrying_over.py": {
		"the new task does not lead back": (
			'"carried_from": task.name, "drafted": 1',
			'"drafted": 1',
			f"{CARRYING}.test_it_is_linked_both_ways_and_the_earlier_one_rests",
		),
		"what was carried over is carried over again": (
			"rows = [row for row in rows if row.course != Course.CARRIED.value]\n\theld",
			"held",
			f"{CARRYING}.test_running_twice_makes_nothing_twice",
		),
		"some go and others stay": (
			"	_refuse(rows, new_due_date)\n",
			"	rows = [row for row in rows if row.name not in _kept(rows, new_due_date)]\n",
			f"{CARRYING}.test_a_deadline_that_has_passed_needs_a_new_one_and_all_or_none_go",
		),
		"what was suspended runs on": (
			"if row.course != Course.SUSPENDED.value and not was_suspended:",
			"if True:",
			f"{CARRYING}.test_out_of_an_archived_list_too_and_what_was_suspended_still_is",
		),
		"a change that is asked for is lost": (
			"	lines += what_is_open.undecided(going, locked=True)\n",
			"",
			f"{CARRYING}.test_what_is_completed_ended_or_asked_about_stays",
		),
		"a unit that is no more leads the new one": (
			"return lambda unit: last_successor(unit, successors)",
			"return lambda unit: unit",
			f"{CARRYING}.test_units_are_those_of_today",
		),
	},
	"tasks/owed_columns.py": {
		"a unit owes what it has reported": (
			'filed[name, row.get("unit")]',
			"frozenset()",
			f"{OWED}.test_a_report_is_filed_taken_back_returned_and_adopted",
		),
		"a suspended task is owed reports on": (
			'and not task.get("course")',
			"",
			f"{OWED}.test_nothing_is_owed_at_rest_nor_for_the_time_of_it",
		),
	},
	"tasks/owed_carried.py": {
		"the last of its units wakes a task": (
			"min(`kind`.`wake`)",
			"max(`kind`.`wake`)",
			f"{CARRIED}.test_over_many_rules_and_days_it_is_as_computed_from_the_reports",
		),
	},
	"tasks/owed_anew.py": {
		"tasks go on by the rules their list had": (
			"if before and _rules_in(before) != _rules_in(list_):",
			"if False:",
			f"{OWED}.test_a_rule_is_put_in_force_for_a_list_a_task_and_changed_before_it_is",
		),
	},
	"changes/issued_anew.py": {
		"an item that changed meanwhile is written over": (
			'if any((now.get(field) or "") != (words or "") for field, words in each["seen"].items()):',
			"if False:",
			f"{REVISED}.test_an_item_that_changed_in_between_is_named",
		),
		"a number that was taken is written over": (
			'return [*found, *(_("{0} is there by now").format(name) for name in there)]',
			"return found",
			f"{REVISED}.test_a_number_that_was_taken_in_between_is_named",
		),
		"added ones are not handed out": (
			'	handing.hand_out(row["name"] for row in added.get("tasks", ()))\n',
			"",
			f"{REVISED}.test_nothing_is_written_before_it_is_granted_and_then_all_of_it",
		),
		"what was decided on gets new words": (
			'"state": ("in", BEING_WORKED_ON)',
			'"state": ("is", "set")',
			f"{REVISED}.test_tasks_that_follow_their_item_keep_its_old_words_once_they_are_decided_on",
		),
		"the history does not say which document": (
			'return request.reason if request.kind == Kind.REVISION.value else ""',
			'return ""',
			f"{REVISED}.test_the_history_keeps_the_old_words_and_names_the_document",
		),
	},
	"workflows/seals/logged_documents.py": {
		"what a room alone writes is changed unnoticed": (
			"(subject.keeps_words or subject.doc.doctype in kept_words.doctypes())",
			"subject.keeps_words",
			f"{KEPT}.test_what_a_list_had_come_to_when_it_was_archived",
		),
	},
	"workflows/seals/linked.py": {
		"what was sealed is not asked": (
			"heads = [*sealed_of(document), *kept[document]]",
			"heads = [*kept[document]]",
			f"{SEALING}.test_a_chain_computed_anew_is_found_against_the_sealed_head",
		),
		"what is written down beside a log is not asked": (
			"heads = [*sealed_of(document), *kept[document]]",
			"heads = [*sealed_of(document)]",
			f"{SEALING}.test_a_deleted_last_entry_is_found_before_the_next_seal",
		),
		"a log that was moved away vouches for the one in its place": (
			"yield from ((document, head) for document in of_chain(head.chain, known))",
			"yield of_chain(head.chain, known)[0], head",
			f"{SEALING}.test_a_log_moved_under_another_name_does_not_vouch_for_one_written_in_its_place",
		),
		"a log that is gone altogether is not missed": (
			'return ["/".join(document) for document in self._heads]',
			"return []",
			f"{SEALING}.test_a_log_that_is_gone_with_all_that_remembers_it_is_found_against_the_seal",
		),
	},
	"workflows/seals/record_checked.py": {
		"an entry that was edited in a file passes": (
			"!= digest:",
			"!= digest and False:",
			f"{RECORD}.test_an_edited_entry_is_found",
		),
		"an entry that was left out of a file is not missed": (
			"later.sequence > 1 and before.chain is null",
			"later.sequence > 1 and before.chain is null and 0",
			f"{RECORD}.test_an_entry_that_was_left_out_is_found",
		),
		"an entry before the first passes": (
			"if sequence < 1:",
			"if False:",
			f"{RECORD}.test_an_entry_before_the_first_is_found",
		),
		"a tail that was cut after the last seal is not missed": (
			"		if length:\n",
			"		if False:\n",
			f"{RECORD}.test_a_tail_that_was_cut_after_the_last_seal_is_found",
		),
		"seals in a file are not asked": (
			"broken_seal = verify_seals(seals, outside)",
			"broken_seal = None",
			f"{RECORD}.test_a_seal_that_was_changed_left_out_or_is_not_the_one_that_was_kept_is_found",
		),
	},
	"workflows/log/entry_names.py": {
		"entries are written into the middle of the table": (
			"moment = time.time_ns() // 1000",
			"moment = 0",
			f"{SEALING}.test_entries_are_named_in_the_order_of_time_and_after_those_from_before",
		),
	},
	"workflows/seals/unsealed.py": {
		"what was committed late is in no seal": (
			"days=-LOOK_BACK",
			"days=0",
			f"{SEALING}.test_what_was_written_in_the_second_of_the_seal_or_committed_late_is_in_the_next",
		),
		"every night seals the day before again": (
			"and not exists (select 1 from `qingdan_held` where `qingdan_held`.`digest` = `chain`.`head`)",
			"",
			f"{SEALING}.test_a_seal_holds_what_moved_and_nothing_twice",
		),
	},
	"workflows/seals/sealing.py": {
		"what was checked is said to be whole": (
			"_stamp(each.number, len(checked.faults))",
			"_stamp(each.number, 0)",
			f"{SEALING}.test_what_was_sealed_since_the_last_check_is_checked_once_and_the_seal_says_so",
		),
		"whoever checks by hand swallows the alarm": (
			"	if checked.faults:\n",
			"	if False:\n",
			f"{SEALING}.test_whoever_checks_from_desk_tells_the_administrators_too",
		),
		"a seal that was deleted by day is made anew": (
			"0 < each[0] < HIGHEST",
			"False",
			f"{SEALING}.test_a_seal_that_was_deleted_by_day_is_missed_by_the_next_and_told",
		),
		"after a seal of a time to come nothing is sealed": (
			"unsealed.heads(None if at_odds else last)",
			"unsealed.heads(last)",
			f"{SEALING}.test_nothing_is_taken_from_a_last_seal_that_was_changed_or_is_of_a_time_to_come",
		),
		"the seal from which a check goes on is believed": (
			"if start and not is_intact(start) else []",
			"if False else []",
			f"{SEALING}.test_the_seal_behind_which_a_check_goes_on_is_checked_with_its_parts",
		),
	},
	"workflows/seals/sealed.py": {
		"what is put into a seal is taken for sealed": (
			"if is_intact(_seal(row, unseen)):",
			"if True:",
			f"{SEALING}.test_what_is_put_into_a_seal_that_was_checked_is_sealed_all_the_same",
		),
		"the digest beside a part is not asked": (
			'covered if covered == stored else ""',
			"covered",
			f"{SEALING}.test_a_digest_beside_a_part_that_is_not_its_own_breaks_the_seal",
		),
	},
	"workflows/seals/histories.py": {
		"a day that is not over is noted": (
			"each < getdate() and",
			"",
			f"{KEPT}.test_the_day_on_which_a_task_changed_its_colour",
		),
		"what is written into a day that was not noted passes": (
			"sorted({*noted, *map(_name, _days(doctype, day))})",
			"sorted(noted)",
			f"{KEPT}.test_a_colour_that_is_written_into_a_day_that_was_noted",
		),
	},
	"tasks/reported_once.py": {
		"a report stands at no other task": (
			"return [Stand(other, report.name) for other in others]",
			"return []",
			f"{ONCE}.TestReportedOnce.test_what_is_filed_on_one_stands_at_the_other_and_counts_there",
		),
		"a unit reports on a task in which it does not stand": (
			"if people.stands_for(frozenset({source.unit})).isdisjoint(row.unit for row in task.units):",
			"if False:",
			f"{ONCE}.TestReportedOnce.test_a_unit_that_stands_in_one_alone_reports_there_alone",
		),
		"what one person may adopt at both is adopted at one": (
			"if self.act in own else ())",
			"if False else ())",
			f"{ONCE}.TestReportedOnce.test_each_lead_unit_adopts_for_its_own_task",
		),
		"what is filed anew stands at one of them": (
			"return stored if invariants.open_for_change(stored) and stored.submitted_by else None",
			"return None",
			f"{ONCE}.TestReportedOnce.test_withdrawn_and_filed_anew_it_is_so_at_both",
		),
		"a task that starts later is without what was reported": (
			"if move.to_state != TaskState.MOVING.value or",
			"if True or",
			f"{ONCE}.TestOtherwise.test_a_task_that_waits_to_be_started_gets_what_was_reported_when_it_starts",
		),
		"a task that has ended takes reports": (
			"or task.drafted or task.course in rests",
			"or task.drafted",
			f"{ONCE}.TestOtherwise.test_a_task_that_is_suspended_takes_it_and_one_that_has_ended_does_not",
		),
	},
	"tasks/waiting.py": {
		"a unit is asked at every task of a matter": (
			', "asked_at": ("is", "not set")',
			"",
			f"{ONCE}.TestAskedOnce.test_a_unit_of_both_is_asked_at_the_first_and_one_of_the_second_there",
		),
	},
	"scores/read_reports.py": {
		"a report that stands at two tasks earns twice": (
			" and `report`.`stands_from` is null\n",
			"\n",
			"scores.tests.test_once_a_matter.TestOnceAMatter.test_a_report_that_stands_at_two_tasks_counts_once",
		),
	},
	"scores/once_a_matter.py": {
		"a report that is missing on two tasks costs twice": (
			"if first_asked((task, other)) != task:",
			"if False:",
			"scores.tests.test_once_a_matter.TestOnceAMatter.test_a_missing_one_counts_at_the_first_of_them_and_of_a_unit_of_one_there",
		),
	},
	"same_matters/joining.py": {
		"what was joined is parted without a word": (
			'if were_joined and not (reason or "").strip():',
			"if False:",
			f"{JOINED}.test_parted_each_goes_by_itself_and_the_reason_is_kept",
		),
		"one task is left joined with nobody": (
			"chosen += [row for row in same.tasks if row.task in alone and row not in chosen]",
			"",
			f"{JOINED}.test_who_is_left_alone_is_parted_too_and_of_three_two_stay",
		),
		"a task of an archived list holds the others fast": (
			"with archived.permit(*filter(None, lists)):",
			"with archived.permit():",
			f"{JOINED}.test_a_matter_with_a_task_of_an_archived_list_is_parted_and_nothing_else_of_that_list_is_written",
		),
	},
	"notices/notices_late.py": {
		"an answer is late on its last day": (
			"row.due_date < today",
			"row.due_date <= today",
			f"{NOTICES}.TestClock.test_it_is_late_from_the_day_after_and_that_is_never_forgotten",
		),
	},
	"notices/issuing.py": {
		"a number is left out": (
			"(last[0] if last else 0) + 1",
			"(last[0] if last else 0) + 2",
			f"{NOTICES}.TestIssuing.test_each_lead_unit_gets_one_notice_about_all_of_its_tasks_with_the_next_numbers",
		),
	},
}
"""What writes → what people would meet: (the text, the text that breaks it, the test)."""

BREAKAGES_ON_SITE: tuple[BreakageOnSite, ...] = tuple(
	BreakageOnSite(meets, file, *row) for file, rows in ON_SITE.items() for meets, row in rows.items()
)
