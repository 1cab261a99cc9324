import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as sass from "sass";

// Sass text to CSS. "~name/file" means a file of an npm package; other names are looked for where the file
// stands, then in the searched folders.
export function compileSass(text, filename, searched) {
	return sass.compileString(text, {
		url: pathToFileURL(filename),
		loadPaths: searched,
		importers: [packages(searched[0])],
		logger: sass.Logger.silent,
	}).css;
}

export function compileSassFile(filename, searched) {
	return compileSass(readFileSync(filename, "utf8"), filename, searched);
}

function packages(folder) {
	return {
		findFileUrl: (url) => (url.startsWith("~") ? pathToFileURL(path.join(folder, url.slice(1))) : null),
	};
}
