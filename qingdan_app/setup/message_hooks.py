"""What the outbox is told by hooks: its channels, and where the app's rooms keep what they say to people. Plain data."""

CHANNELS: dict[str, str] = {
	"Desk Notification": "qingdan_app.messaging.channels.desk.Desk",
	"Email": "qingdan_app.messaging.channels.email.Email",
	"DingTalk": "qingdan_app.messaging.channels.dingtalk.DingTalk",
	"WeCom": "qingdan_app.messaging.channels.wecom.WeCom",
	"Messenger Group": "qingdan_app.messaging.channels.group.MessengerGroup",
	"SMS": "qingdan_app.messaging.channels.sms.TextMessage",
}
"""By the name people choose them by (hook `message_channels`)."""

SENTENCES: tuple[str, ...] = (
	"qingdan_app.messaging.outbox.SENTENCES",
	"qingdan_app.workflows.telling.SENTENCES",
	"qingdan_app.workflows.telling.OF_TURNS",
	"qingdan_app.tasks.telling.TASK",
	"qingdan_app.tasks.telling.REPORT",
	"qingdan_app.handing_out.telling.SENTENCES",
	"qingdan_app.handlers.telling.SENTENCES",
	"qingdan_app.supervision.reviews_due.SENTENCES",
	"qingdan_app.reminders.telling.SENTENCES",
	"qingdan_app.notices.telling.SENTENCES",
	"qingdan_app.instructions.telling.SENTENCES",
	"qingdan_app.issues.telling.SENTENCES",
	"qingdan_app.notifying.notification_class.SENTENCES",
	"qingdan_app.changes.concerned.SENTENCES",
	"qingdan_app.reorganizing.telling.SENTENCES",
	"qingdan_app.same_matters.telling.SENTENCES",
)
"""Names of tables of sentences (hook `message_sentences`)."""
