"""An administrator's own Notifications: whom they name by duty is told, through the outbox, and nobody else."""

import frappe
from frappe.email.doctype.notification.notification import trigger_daily_alerts
from frappe.utils import add_days, nowdate

from qingdan_app.handlers import handing_on
from qingdan_app.handlers.handing_on import Errand
from qingdan_app.notifying.duties import DUTIES, concerned, people_of
from qingdan_app.notifying.notification_class import RECEIVER
from qingdan_app.setup import notifications
from qingdan_app.tests import factories, users
from qingdan_app.tests.base import QingdanTestCase
from qingdan_app.tests.city import City
from qingdan_app.tests.messages import told_by
from qingdan_app.tests.site import one_transaction

TASK, REPORT, NOTIFICATION = "Qingdan Task", "Qingdan Progress Report", "Notification"
LIAISONS, HEADS = "Liaisons of the Lead Unit", "Heads of the Lead Unit"
BESIDE, OFFICE, SUPERVISION = "Liaisons of the Cooperating Units", "Leader's Office", "Supervision Office"


class TestNotifying(QingdanTestCase):
	def setUp(self):
		super().setUp()
		self.city = City()
		self.addCleanup(frappe.cache.delete_value, "notifications")

	def wish(self, *duties: str, **fields):
		"""A Notification on tasks, of which those who stand for it by these duties are told whenever one is saved."""
		usual = {"document_type": TASK, "event": "Save", "channel": "System Notification", "enabled": 1}
		words = {"subject": "请看 {{ doc.title }}", "message": "截止 {{ doc.due_date }}"}
		made = frappe.new_doc(NOTIFICATION, name=users.unique("notification"))
		made.update({**usual, **words, **fields})
		for duty in duties:
			made.append("recipients", {RECEIVER: duty})
		return made.insert()

	def told(self, action=None) -> set[tuple[str, str]]:
		rows = told_by(action or self.save)
		return {(row.receiver, row.kind) for row in rows if row.channel == "Desk Notification"}

	def save(self):
		frappe.get_doc(TASK, self.city.task.name).save()

	def assertTold(self, *people: str, action=None):
		self.assertEqual(self.told(action), {(user, "Notification") for user in people})

	def test_each_duty_reaches_whoever_stands_for_the_task_by_it(self):
		helping_head = factories.contact(self.city.cooperating, "Head")
		handler = factories.contact(self.city.lead, "Handler")
		with self.as_user(self.city.head):
			handing_on.hand_on(self.city.task.name, Errand(handler))
		expected = {
			LIAISONS: [self.city.liaison],
			HEADS: [self.city.head],
			BESIDE: [self.city.helper],
			"Heads of the Cooperating Units": [helping_head],
			"Handlers": [handler],
			OFFICE: [self.city.office],
		}
		for duty, people in expected.items():
			with self.subTest(duty=duty):
				self.assertEqual(people_of(self.city.task, [duty]), people)
		self.assertIn(self.city.supervisor, people_of(self.city.task, [SUPERVISION]))
		self.assertEqual({*expected, SUPERVISION}, set(DUTIES))

	def test_whom_it_names_is_told_in_the_administrators_words(self):
		self.wish(LIAISONS, OFFICE)
		rows = [row for row in told_by(self.save) if row.receiver == self.city.liaison]
		self.assertIn(self.city.task.title, rows[0].subject)
		self.assertIn("截止", rows[0].opinion)
		self.assertEqual((rows[0].reference_doctype, rows[0].reference_name), (TASK, self.city.task.name))
		self.assertTold(self.city.liaison, self.city.office)

	def test_one_version_of_a_document_is_told_of_once(self):
		wish, task = self.wish(LIAISONS), frappe.get_doc(TASK, self.city.task.name)
		self.assertTold(self.city.liaison, action=lambda: [wish.send(task), wish.send(task)])

	def test_who_left_is_not_told_and_who_came_is(self):
		self.wish(LIAISONS)
		frappe.db.set_value(
			"Qingdan Contact", {"user": self.city.liaison}, "until_date", add_days(nowdate(), -1)
		)
		successor = factories.contact(self.city.lead)
		self.assertTold(successor)

	def test_the_unit_that_took_over_is_told(self):
		self.wish(LIAISONS)
		successor = factories.unit()
		frappe.db.set_value(
			"Qingdan Contact", {"user": self.city.liaison}, "until_date", add_days(nowdate(), -1)
		)
		frappe.get_doc("Qingdan Unit", self.city.lead).update({"merged_into": successor}).save()
		self.assertTold(factories.contact(successor))

	def test_a_condition_of_a_row_is_heard(self):
		wish = self.wish(LIAISONS, OFFICE)
		wish.recipients[1].condition = "doc.state == '已完成'"
		wish.save()
		self.assertTold(self.city.liaison)

	def test_other_documents_say_whom_they_concern(self):
		report = self.city.draft()
		request = self.city.filed() and frappe.get_last_doc(
			"Qingdan Approval Request", {"reference_name": self.city.task.name}
		)
		for doc in (report, request):
			with self.subTest(doctype=doc.doctype):
				self.assertEqual(
					people_of(doc, [LIAISONS, OFFICE]), sorted([self.city.liaison, self.city.office])
				)
		self.assertEqual(concerned(report).tasks, {self.city.task.name})

	def test_a_document_that_concerns_nobody_tells_nobody(self):
		note = frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert()
		self.assertEqual(people_of(note, DUTIES), [])
		self.wish(*DUTIES, document_type="ToDo")
		self.assertTold(action=note.save)

	def test_days_before_a_deadline_are_counted_by_core_and_told_once_a_day(self):
		frappe.db.set_value(TASK, self.city.task.name, "due_date", add_days(nowdate(), 3))
		self.wish(LIAISONS, event="Days Before", date_changed="due_date", days_in_advance=3)
		with one_transaction():
			self.assertTold(
				self.city.liaison, action=lambda: [trigger_daily_alerts(), trigger_daily_alerts()]
			)

	def test_words_that_cannot_be_filled_in_stop_no_act(self):
		frappe.db.set_value(NOTIFICATION, self.wish(LIAISONS).name, "subject", "{{ doc.title.nothing() }}")
		frappe.cache.delete_value("notifications")
		self.assertTold()

	def test_cores_own_receivers_are_served_beside(self):
		wish = self.wish(LIAISONS)
		wish.append("recipients", {"cc": self.city.administrator})
		wish.save()
		self.assertTold(self.city.liaison)
		self.assertTrue(frappe.db.exists("Notification Log", {"for_user": self.city.administrator}))

	def test_a_text_message_to_nobody_is_not_sent(self):
		self.wish(LIAISONS, channel="SMS")
		known = frappe.db.count("Error Log")
		self.assertTold(self.city.liaison)
		self.assertEqual(frappe.db.count("Error Log"), known)

	def test_examples_are_shipped_switched_off_and_tell_when_they_are_switched_on(self):
		frappe.db.delete(NOTIFICATION)
		notifications.create_missing()
		made = frappe.get_all(NOTIFICATION, ["name", "enabled"])
		self.assertEqual(
			{row.name: row.enabled for row in made},
			{example["name"]: 0 for example in notifications.EXAMPLES},
		)
		self.city.started()
		frappe.db.set_value(NOTIFICATION, notifications.EXAMPLES[1]["name"], "enabled", 1)
		frappe.cache.delete_value("notifications")
		report = self.city.draft(problems="资金未到位")
		told = self.told(lambda: self.act(report, "file", self.city.liaison))
		self.assertIn((self.city.office, "Notification"), told)

	def test_setting_up_again_creates_nothing_anew(self):
		notifications.create_missing()
		known = frappe.get_all(NOTIFICATION, pluck="name")
		notifications.create_missing()
		self.assertEqual(frappe.get_all(NOTIFICATION, pluck="name"), known)
