// What the tests ask of the scripts, by name.
"use strict";
var dragomanTests = {
  order: (fields, bare) => { dragomanEdit.order = { fields, bare }; },
  folded: (text) => dragomanFolded(text),
  scalar: (text, inBrackets) => dragomanEdit.scalar(text, inBrackets),
  edited: (text, id, edits) => new dragomanEdit.File(text).withEdits(id, edits),
  added: (text, values) => new dragomanEdit.File(text).withEntry(values),
  known: (data) => { dragomanTests.data = data; },
  problems: (text, values) => dragomanEdit.problems(dragomanEdit.flat(values), "", new dragomanEdit.File(text), dragomanTests.data).map((one) => one.text).sort(),
  pieces: (text) => dragomanEdit.pieces(text).map((one) => [one.kind, one.text].concat(one.target === undefined ? [] : [one.target])),
  safe: (url) => dragomanEdit.isSafeUrl(url),
  difference: (before, after) => dragomanEdit.difference(before, after),
  issue: (forge, sent) => dragomanEdit.issue(forge, sent).url,
};
