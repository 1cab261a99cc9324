// Stands in for socket.io-client. This source of Frappe brings no realtime server, and a client that keeps
// looking for one fills the console with errors.

const silent = {
	connected: false,
	connect: () => silent,
	disconnect: () => silent,
	emit: () => silent,
	off: () => silent,
	on: () => silent,
};

export const io = () => silent;
