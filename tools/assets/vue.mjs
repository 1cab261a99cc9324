import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { compileScript, compileStyle, compileTemplate, parse } from "vue/compiler-sfc";
import { compileSass } from "./sass.mjs";

// Single-file components: script and template become one module, which imports its styles.
export function vueComponents({ searched }) {
	return {
		name: "vue-components",
		setup(build) {
			build.onLoad({ filter: /\.vue$/ }, async (file) => {
				const component = await read(file.path);
				return { contents: moduleOf(component), loader: loaderOf(component), resolveDir: folder(file) };
			});
			build.onResolve({ filter: /\.vue\?style=\d+$/ }, (asked) => ({
				path: path.resolve(asked.resolveDir, asked.path),
				namespace: "vue-style",
			}));
			build.onLoad({ filter: /.*/, namespace: "vue-style" }, async (file) => {
				const [name, index] = file.path.split("?style=");
				const contents = styleOf(await read(name), Number(index), searched);
				return { contents, loader: "css", resolveDir: folder(file) };
			});
		},
	};
}

const folder = (file) => path.dirname(file.path);

async function read(filename) {
	const { descriptor, errors } = parse(await readFile(filename, "utf8"), { filename });
	if (errors.length) throw errors[0];
	const id = createHash("sha256").update(filename).digest("hex").slice(0, 8);
	const scoped = descriptor.styles.some((style) => style.scoped);
	return { filename, descriptor, id, scoped };
}

function loaderOf({ descriptor }) {
	return (descriptor.scriptSetup ?? descriptor.script)?.lang === "ts" ? "ts" : "js";
}

function moduleOf(component) {
	const { descriptor, filename, id, scoped } = component;
	const styles = descriptor.styles.map((_, index) => `import "./${path.basename(filename)}?style=${index}";`);
	return [
		...styles,
		scriptOf(component),
		descriptor.scriptSetup ? "" : templateOf(component),
		scoped ? `component.__scopeId = "data-v-${id}";` : "",
		"export default component;",
	].join("\n");
}

function scriptOf({ descriptor, id }) {
	if (!descriptor.script && !descriptor.scriptSetup) return "const component = {};";
	const options = { id, inlineTemplate: Boolean(descriptor.scriptSetup), genDefaultAs: "component" };
	return compileScript(descriptor, options).content;
}

function templateOf({ descriptor, filename, id, scoped }) {
	if (!descriptor.template) return "";
	const source = descriptor.template.content;
	const compilerOptions = { scopeId: scoped ? `data-v-${id}` : undefined };
	const { code, errors } = compileTemplate({ source, filename, id, scoped, compilerOptions });
	if (errors.length) throw errors[0];
	return `${code.replace("export function render", "function render")}\ncomponent.render = render;`;
}

function styleOf({ descriptor, filename, id }, index, searched) {
	const style = descriptor.styles[index];
	const source = style.lang === "scss" ? compileSass(style.content, filename, searched) : style.content;
	const { code, errors } = compileStyle({ source, filename, id: `data-v-${id}`, scoped: style.scoped });
	if (errors.length) throw errors[0];
	return code;
}
