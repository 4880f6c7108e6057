/* glossary.yaml as text: the lines of its entries, and the whole text with one entry changed or added.

   Entries are told apart by the dashes at the beginning of their lines, and only the one that changes is parsed: a
   whole file takes a browser a second. What was spliced is read again and compared with what was meant; if it
   differs, nothing is given back but a message (hooks/dragoman/source/editing.py). */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var IN_BRACKETS = "the list of entries stands in brackets; write each entry as lines that begin with \"- id: …\"";
  var UNSAFE = "the change can't be made safely here, and nothing was changed; make it by hand";

  /* The text cut into lines; `dashes` are the entries' first lines, `stop` the line behind the last entry. */
  function File(text) {
    this.text = text;
    this.lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) || [];
    this.newline = (text.match(/\r\n/g) || []).length * 2 > (text.match(/\n/g) || []).length ? "\r\n" : "\n";
    this.head = this.lines.findIndex(function (line) { return /^(?:entries|"entries"|'entries')\s*:/.test(line); });
    if (this.head < 0) throw new edit.Stuck("the file lacks its part \"entries:\"");
    this.cut();
  }

  File.prototype.cut = function () {
    var lines = this.lines, behind = lines[this.head].replace(/^[^:]*:/, "").trim();
    var first = lines.findIndex(function (line, n) { return n > this.head && !isBlank(line) && !isComment(line); }, this);
    var opens = behind && behind[0] !== "#" ? behind : "";
    this.emptied = /^\[\s*\]$/.test(opens);
    if ((opens && !this.emptied) || (!opens && first >= 0 && /^\s*\[/.test(lines[first]))) throw new edit.Stuck(IN_BRACKETS);
    var is = !opens && first >= 0 && /^( *)-(?:\s|$)/.exec(lines[first]);
    this.dashes = [];
    this.stop = this.head + 1;
    if (!is) return;
    this.indent = is[1];
    var dash = new RegExp("^" + this.indent + "-(?:\\s|$)");
    this.stop = lines.length;
    for (var n = first; n < lines.length; n += 1) {
      if (dash.test(lines[n])) this.dashes.push(n);
      else if (indentOf(lines[n]) <= this.indent.length && !isBlank(lines[n]) && !isComment(lines[n])) { this.stop = n; break; }
    }
  };

  /* The lines from an entry's dash to the next one's. */
  File.prototype.segment = function (at) {
    return this.lines.slice(this.dashes[at], at + 1 < this.dashes.length ? this.dashes[at + 1] : this.stop).join("");
  };

  /* An entry's value for a field of its own, mostly read without parsing the entry. */
  File.prototype.word = function (at, name) {
    var segment = this.segment(at);
    var found = new RegExp("^ *(?:- +)?" + name + ": +([^\\s\"'|>{}&*!%@`[\\]#,?:-][^#:\\r\\n]*?) *\\r?$", "m").exec(segment);
    if (found && found[0].replace(/^ *- /, this.indent + "  ").search(/\S/) === this.indent.length + 2) return found[1];
    return String(this.values(at)[name] || "");
  };

  File.prototype.values = function (at) {
    var root = edit.parsed(this.segment(at));
    if (root.kind !== "list" || root.items.length !== 1 || root.items[0].kind !== "map") throw new edit.Stuck(UNSAFE);
    return edit.valueOf(root.items[0]);
  };

  File.prototype.find = function (id) {
    for (var at = 0; at < this.dashes.length; at += 1) if (this.word(at, "id") === id) return at;
    return -1;
  };

  File.prototype.ids = function () {
    return this.dashes.map(function (_, at) { return this.word(at, "id"); }, this);
  };

  /* An entry as it stands: its values, its lines, and the numbers of the first and the last of them. */
  File.prototype.entry = function (id) {
    var at = this.find(id);
    if (at < 0) return null;
    var end = this.end(at);
    return {
      at: at, values: this.values(at), first: this.dashes[at] + 1, last: end,
      text: this.lines.slice(this.dashes[at], end).join("")
    };
  };

  /* The number of an entry's last line that is no comment. */
  File.prototype.end = function (at) {
    var segment = this.segment(at);
    return this.dashes[at] + segment.slice(0, edit.endOf(edit.parsed(segment), segment)).split(/\r\n|\r|\n/).length;
  };

  /* The line of a field of an entry, counted from 1. */
  File.prototype.lineOf = function (at, name) {
    var segment = this.segment(at), root = edit.parsed(segment).items[0];
    var found = root.pairs.find(function (pair) { return pair.key.text === name; });
    return this.dashes[at] + segment.slice(0, found ? found.value.start : root.start).split(/\r\n|\r|\n/).length;
  };

  /* The whole text with the values at some paths changed, such as {"views.it": "…"}; null deletes a field. */
  File.prototype.withEdits = function (id, edits) {
    var at = this.find(id);
    if (at < 0) throw new edit.Stuck("no entry has the id " + edit.quoted(id) + edit.didYouMean(id, this.ids()));
    var before = this.segment(at), after = before, newline = this.newline, meant = this.values(at);
    Object.keys(edits).forEach(function (field) {
      var path = field.split("."), value = edits[field] === null ? null : edit.normal(edits[field]);
      try {
        after = edit.spliced(after, path, value, newline);
      } catch (error) {
        throw error instanceof edit.Stuck ? new edit.Stuck("entry " + id + ": " + field + " " + error.message) : error;
      }
      meant = changed(meant, path, value);
    });
    var stop = at + 1 < this.dashes.length ? this.dashes[at + 1] : this.stop;
    var text = this.compared(at, meant, this.lines.slice(0, this.dashes[at]).join("") + after + this.lines.slice(stop).join(""));
    return "term" in edits ? new File(text).sorted(at) : text;
  };

  /* The whole text with the entry at `at` moved, with its comments, to where its term belongs. */
  File.prototype.sorted = function (at) {
    var values = this.values(at), from = at ? this.start(at) : this.above(this.dashes[at]);
    var last = at === this.dashes.length - 1, to = last ? this.tail() : this.start(at + 1);
    var others = new File(this.lines.slice(0, from).join("") + this.lines.slice(to).join("")), place = others.place(values);
    if (place === at || !others.dashes.length) return this.text;
    var piece = this.lines.slice(from, to), gap = gapOf(piece);
    piece = piece.slice(0, piece.length - gap.length);
    if (last) others = new File(others.text.slice(0, others.text.length - gapOf(this.lines.slice(0, from)).join("").length));
    return others.compared(place, values, others.with(place, ended(piece.join(""), this.newline)));
  };

  /* The whole text with a new entry in its place. */
  File.prototype.withEntry = function (values) {
    var meant = {}, newline = this.newline;
    Object.keys(values).sort(function (a, b) { return edit.rank(a) - edit.rank(b); }).forEach(function (name) {
      meant[name] = edit.normal(values[name]);
    });
    if (!this.dashes.length) return this.compared(0, meant, this.withFirst(meant));
    var at = this.place(meant);
    return this.compared(at, meant, this.with(at, edit.itemLines(meant, this.indent, newline) + newline));
  };

  /* The whole text with an entry's lines at this place, and a blank line on both sides of them. */
  File.prototype.with = function (at, item) {
    var newline = this.newline, last = at === this.dashes.length;
    var cut = last ? this.tail() : at ? this.start(at) : this.above(this.dashes[0]);
    var before = this.lines.slice(0, cut), after = this.lines.slice(cut);
    var gap = last ? gapOf(before) : [];
    if (at && !last && gapOf(before).length) gap = [newline];
    else if (at) {
      before = before.slice(0, before.length - gap.length);
      before[before.length - 1] = ended(before[before.length - 1], newline);
      before.push(newline);
      if (after.length && !gap.length) gap = [newline];
    } else if (after.length) gap = [newline];
    return before.join("") + item + gap.join("") + after.join("");
  };

  File.prototype.withFirst = function (meant) {
    var head = this.lines.slice(0, this.head + 1).join("");
    if (this.emptied) head = head.replace(/\s*\[\s*\](\s*)$/, "$1");
    return ended(head, this.newline) + edit.itemLines(meant, edit.STEP, this.newline) + this.newline + this.lines.slice(this.head + 1).join("");
  };

  /* The place of a new entry among the others: behind all that come before it by folded term, then id. */
  File.prototype.place = function (values) {
    var key = [dragomanFolded(values.term || ""), values.id || ""];
    for (var at = 0; at < this.dashes.length; at += 1) {
      var term = dragomanFolded(this.word(at, "term"));
      if (edit.byCodePoint(term, key[0]) > 0 || (term === key[0] && edit.byCodePoint(this.word(at, "id"), key[1]) > 0)) return at;
    }
    return this.dashes.length;
  };

  /* Where an entry that has one before it begins: with the comments above it, but not those that belong to the other. */
  File.prototype.start = function (at) {
    var lines = this.lines, dash = this.dashes[at], end = this.end(at - 1), below = this.below(end);
    if (below === dash) {
      for (var n = end; n < dash; n += 1) if (indentOf(lines[n]) <= indentOf(lines[dash])) return end;
    }
    for (var m = below; m < dash; m += 1) if (!isBlank(lines[m])) return m;
    return dash;
  };

  /* Where what follows the last entry begins: not the comments directly below it, nor blank lines. */
  File.prototype.tail = function () {
    var lines = this.lines, end = this.end(this.dashes.length - 1), below = this.below(end);
    if (below < lines.length && !isBlank(lines[below])) below = end;
    while (below < lines.length && isBlank(lines[below])) below += 1;
    return below;
  };

  File.prototype.above = function (dash) {
    while (dash > 0 && isComment(this.lines[dash - 1])) dash -= 1;
    return dash;
  };

  File.prototype.below = function (end) {
    while (end < this.lines.length && isComment(this.lines[end])) end += 1;
    return end;
  };

  /* `after`, if its entry means what was meant, and nothing else has moved. */
  File.prototype.compared = function (at, meant, after) {
    var file = new File(after), grown = file.dashes.length - this.dashes.length;
    var found = at < file.dashes.length ? file.values(at) : {};
    var same = (grown === 0 || grown === 1) && sorted(found) === sorted(meant);
    for (var n = 0; same && n < this.dashes.length; n += 1) {
      if (grown === 0 && n === at) continue;
      same = trimmed(this.segment(n)) === trimmed(file.segment(n >= at ? n + grown : n));
    }
    if (!same) throw new edit.Stuck(UNSAFE);
    return after;
  };

  /* A segment without the comments and blank lines behind its entry, which a neighbour may get. */
  function trimmed(segment) {
    var lines = segment.split(/\r\n|\r|\n/);
    while (lines.length && (isBlank(lines[lines.length - 1]) || isComment(lines[lines.length - 1]))) lines.pop();
    return lines.join("\n");
  }

  function sorted(values) {
    return JSON.stringify(values, function (_, value) {
      if (!value || typeof value !== "object" || Array.isArray(value)) return value;
      var found = {};
      Object.keys(value).sort().forEach(function (name) { found[name] = value[name]; });
      return found;
    });
  }

  function changed(fields, path, value) {
    var found = Object.assign({}, fields), inner = value;
    if (path.length > 1) {
      var inside = fields[path[0]];
      inner = changed(inside && typeof inside === "object" && !Array.isArray(inside) ? inside : {}, path.slice(1), value);
    }
    delete found[path[0]];
    /* A collection that has lost its last field goes with it. */
    if (inner !== null && !(typeof inner === "object" && !Array.isArray(inner) && !Object.keys(inner).length)) found[path[0]] = inner;
    return found;
  }

  function gapOf(lines) {
    var from = lines.length;
    while (from > 0 && isBlank(lines[from - 1])) from -= 1;
    return lines.slice(from);
  }

  function ended(line, newline) { return /[\r\n]$/.test(line) ? line : line + newline; }
  function isBlank(line) { return !line.trim(); }
  function isComment(line) { return /^\s*#/.test(line); }
  function indentOf(line) { return line.length - line.trimStart().length; }

  Object.assign(edit, { File: File, changed: changed, same: function (a, b) { return sorted(a) === sorted(b); } });
})(dragomanEdit);
