// Calls of our scripts without a browser: reads [[function, arguments], …] as JSON, prints [{value} or {refused}, …].
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
const [folder, ...files] = process.argv.slice(2);
const page = { document: { readyState: "complete", querySelector: () => null }, TextEncoder, TextDecoder, URL, btoa, atob };
page.window = page;
vm.createContext(page);
for (const file of files) vm.runInContext(fs.readFileSync(path.resolve(folder, file), "utf8"), page, { filename: file });
const calls = JSON.parse(fs.readFileSync(0, "utf8"));
page.calls = calls;
process.stdout.write(JSON.stringify(vm.runInContext(`calls.map(([name, given]) => {
  try { return { value: dragomanTests[name](...given) }; }
  catch (error) { if (error instanceof dragomanEdit.Stuck) return { refused: error.message }; return { broken: String(error.stack) }; }
})`, page)));
