// Builds every *.bundle.{js,ts,css,scss} of the bench's apps into sites/assets, named by content, and writes
// assets.json and assets-rtl.json as Frappe reads them.
//
//   node build.mjs BENCH [APP ...]

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import glob from "fast-glob";
import { absoluteAssets, htmlTemplates, styleSheets } from "./plugins.mjs";
import { vueComponents } from "./vue.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const [bench, ...chosen] = process.argv.slice(2);
const assets = path.join(bench, "sites", "assets");
const installed = readFileSync(path.join(bench, "sites", "apps.txt"), "utf8").split("\n").filter(Boolean);
const apps = chosen.length ? chosen : installed;
const searched = [path.join(here, "node_modules"), ...installed.map((app) => path.join(bench, "apps", app))];
const SCRIPT = /\.bundle\.(js|ts)$/;

const common = {
	bundle: true,
	write: false,
	metafile: true,
	minify: true,
	outdir: assets,
	target: ["es2020"],
	logLevel: "error",
	nodePaths: searched,
};

async function buildScripts(entries) {
	const built = await esbuild.build({
		...common,
		entryPoints: entries,
		alias: { "socket.io-client": path.join(here, "no-realtime.mjs") },
		define: {
			"process.env.NODE_ENV": '"production"',
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false",
		},
		plugins: [absoluteAssets(), htmlTemplates(), vueComponents({ searched })],
	});
	return outputsOf(built).map((output) => ({ ...output, text: withStyle(output) + output.text }));
}

async function buildStyles(entries, { rightToLeft }) {
	const plugins = [absoluteAssets(), styleSheets({ searched, rightToLeft })];
	return outputsOf(await esbuild.build({ ...common, entryPoints: entries, plugins }));
}

// One record per entry: the app it belongs to, its bundle name, its text and that of the style it brings along.
function outputsOf(built) {
	const texts = new Map(built.outputFiles.map((file) => [path.relative(process.cwd(), file.path), file.text]));
	return Object.entries(built.metafile.outputs)
		.filter(([, output]) => output.entryPoint)
		.map(([file, output]) => ({
			app: path.relative(assets, path.resolve(file)).split(path.sep)[0],
			name: path.basename(file),
			text: texts.get(file),
			style: output.cssBundle ? texts.get(output.cssBundle) : "",
		}));
}

function withStyle({ style }) {
	return style ? `frappe.dom.set_style(${JSON.stringify(style)});\n` : "";
}

function writeOutput({ app, name, text }, folder) {
	const stem = name.replace(/\.(js|css)$/, "");
	const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
	const file = `${stem}.${hash}${path.extname(name)}`;
	const target = path.join(assets, app, "dist", folder);
	mkdirSync(target, { recursive: true });
	removeOlder(target, stem, file);
	writeFileSync(path.join(target, file), text);
	return `/assets/${app}/dist/${folder}/${file}`;
}

function removeOlder(folder, stem, kept) {
	for (const file of readdirSync(folder)) {
		if (file.startsWith(`${stem}.`) && file !== kept) rmSync(path.join(folder, file));
	}
}

function writeMap(file, outputs, folder, prefix = "") {
	const target = path.join(assets, file);
	const known = chosen.length && existsSync(target) ? JSON.parse(readFileSync(target, "utf8")) : {};
	for (const output of outputs) {
		known[prefix + output.name] = writeOutput(output, folder ?? path.extname(output.name).slice(1));
	}
	writeFileSync(target, JSON.stringify(known, null, 1));
}

function entriesOf(files) {
	return files.map((file) => {
		const app = path.relative(path.join(bench, "apps"), file).split(path.sep)[0];
		return { in: file, out: path.join(app, path.basename(file).replace(/\.[^.]+$/, "")) };
	});
}

const patterns = apps.map((app) => `${bench}/apps/${app}/${app}/public/**/*.bundle.{js,ts,css,scss}`);
const files = await glob(patterns, { ignore: ["**/node_modules/**", "**/dist/**"] });
const scripts = entriesOf(files.filter((file) => SCRIPT.test(file)));
const styles = entriesOf(files.filter((file) => !SCRIPT.test(file)));
mkdirSync(assets, { recursive: true });
const [scriptOutputs, leftToRight, rightToLeft] = await Promise.all([
	buildScripts(scripts),
	buildStyles(styles, { rightToLeft: false }),
	buildStyles(styles, { rightToLeft: true }),
]);
writeMap("assets.json", [...scriptOutputs, ...leftToRight]);
writeMap("assets-rtl.json", rightToLeft, "css-rtl", "rtl_");
console.log(`${scriptOutputs.length} scripts and ${leftToRight.length} styles of ${apps.join(", ")}`);
