// What the tests ask of the scripts, by name.
"use strict";
var dragomanTests = {
  order: (fields, bare) => { dragomanEdit.order = { fields, bare }; },
  folded: (text) => dragomanFolded(text),
  scalar: (text, inBrackets) => dragomanEdit.scalar(text, inBrackets),
  edited: (text, id, edits) => new dragomanEdit.File(text).withEdits(id, edits),
  added: (text, values) => new dragomanEdit.File(text).withEntry(values),
};
