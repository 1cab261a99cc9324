import { readFile } from "node:fs/promises";
import path from "node:path";
import postcss from "postcss";
import rtlcss from "rtlcss";
import { compileSassFile } from "./sass.mjs";

// An address below /assets/ is served as it stands; there is nothing to bundle.
export function absoluteAssets() {
	return {
		name: "absolute-assets",
		setup(build) {
			build.onResolve({ filter: /^\/assets\// }, ({ path }) => ({ path, external: true }));
		},
	};
}

// An imported HTML file becomes an entry of frappe.templates, under the file's name. Its text stands between
// backticks, so an escaped quote in it is a quote. Comments go: a quote in one breaks Frappe's template compiler.
export function htmlTemplates() {
	return {
		name: "html-templates",
		setup(build) {
			build.onLoad({ filter: /\.html$/ }, async (file) => {
				const name = path.basename(file.path).split(".")[0];
				const text = await readFile(file.path, "utf8");
				return { contents: `frappe.templates["${name}"] = \`${literal(text)}\`;` };
			});
		},
	};
}

const literal = (text) => text.replace(/<!--[\s\S]*?-->/g, "").replace(/`|\$\{/g, "\\$&");

// Sass to CSS, mirrored for right-to-left languages if asked.
export function styleSheets({ searched, rightToLeft }) {
	return {
		name: "style-sheets",
		setup(build) {
			build.onLoad({ filter: /\.(scss|css)$/ }, async (file) => {
				const css = file.path.endsWith(".scss")
					? compileSassFile(file.path, searched)
					: await readFile(file.path, "utf8");
				const contents = rightToLeft ? postcss([rtlcss]).process(css, { from: undefined }).css : css;
				return { contents, loader: "css", resolveDir: path.dirname(file.path) };
			});
		},
	};
}
