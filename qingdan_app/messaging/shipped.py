"""The channels that come with the app, by the name people choose them by. Plain data, for hooks.py."""

CHANNELS: dict[str, str] = {
	"Desk Notification": "qingdan_app.messaging.channels.desk.Desk",
	"Email": "qingdan_app.messaging.channels.email.Email",
	"DingTalk": "qingdan_app.messaging.channels.dingtalk.DingTalk",
	"WeCom": "qingdan_app.messaging.channels.wecom.WeCom",
	"SMS": "qingdan_app.messaging.channels.sms.TextMessage",
}
