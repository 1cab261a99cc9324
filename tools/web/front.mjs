// One address for the browser, as nginx gives it in production: /socket.io goes to the realtime server,
// everything else to gunicorn. Started only where Frappe brings a realtime server.
//
//   node front.mjs SITE PORT WEB_PORT REALTIME_PORT

import http from "node:http";
import net from "node:net";

const [site, ...ports] = process.argv.slice(2);
const [port, web, realtime] = ports.map(Number);
const host = "127.0.0.1";
// Idle connections are given up before gunicorn (75 s) gives them up.
const agent = new http.Agent({ keepAlive: true, timeout: 30_000 });

const isRealtime = (url) => url.startsWith("/socket.io");
const behind = (url) => (isRealtime(url) ? realtime : web);

// The realtime server asks which site is meant and where the page came from; a browser names neither.
function headersOf({ url, headers }) {
	if (!isRealtime(url)) return headers;
	return { ...headers, origin: `http://${headers.host}`, "x-frappe-site-name": site };
}

function pass(request, response) {
	const { method, url } = request;
	const target = { host, port: behind(url), method, path: url, headers: headersOf(request), agent };
	const onward = http.request(target, (answer) => {
		response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders);
		answer.pipe(response);
	});
	onward.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
	response.on("close", () => onward.destroy());
	request.pipe(onward);
}

function upgrade(request, socket, head) {
	const onward = net.connect(behind(request.url), host, () => {
		onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines(headersOf(request))}\r\n`);
		onward.write(head);
		socket.pipe(onward).pipe(socket);
	});
	onward.on("error", () => socket.destroy());
	socket.on("error", () => onward.destroy());
}

function lines(headers) {
	return Object.entries(headers)
		.map(([name, value]) => `${name}: ${value}\r\n`)
		.join("");
}

http.createServer(pass).on("upgrade", upgrade).listen(port, host);
