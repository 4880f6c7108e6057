/* One field of one entry's lines replaced, added or deleted; every other character stays. As in
   hooks/dragoman/source/splicing.py; tests/cases/editing/ holds for both. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  function Stuck(message) { this.message = message; }

  /* The lines of an entry as nodes: {key: …} pairs of a mapping, items of a list, or a text, each with its place. */
  function parsed(text) {
    /* Every scalar stays the text that its author typed. */
    var found = dragomanYaml.parseDocument(text, { schema: "failsafe", logLevel: "silent", stringKeys: true });
    if (found.errors.length) throw new Stuck("can't be read: " + found.errors[0].message.split("\n")[0]);
    return node(found.contents, text.length);
  }

  function node(found, at) {
    if (!found) return { kind: "text", text: "", start: at, end: at };
    if (found.anchor || found.tag || !found.range || (found.type === "PLAIN" && found.source === "<<")) throw new Stuck("holds marks that a glossary has no use for");
    var start = found.range[0], closed = found.flow ? found.range[1] : 0;
    if (!found.items) return { kind: "text", text: String(found.value), start: start, end: found.range[1] };
    if (found.items.length && found.items[0].key !== undefined) return { kind: "map", start: start, closed: closed, pairs: found.items.map(pair) };
    if (found.constructor.tagName && /map$/.test(found.constructor.tagName)) return { kind: "map", start: start, closed: closed, pairs: [] };
    return { kind: "list", start: start, closed: closed, items: found.items.map(function (item) { return node(item, start); }) };
  }

  function pair(found) {
    var key = node(found.key, 0);
    if (key.kind !== "text") throw new Stuck("holds marks that a glossary has no use for");
    return { key: key, value: node(found.value, key.end) };
  }

  function spliced(text, path, value, newline) {
    var root = parsed(text);
    var mapping = root.kind === "list" && root.items[0];
    if (!mapping || mapping.kind !== "map") throw new Stuck("stands in an entry that can't be told from its lines; change it by hand");
    var name = path[0], rest = path.slice(1), found = pairOf(mapping, name);
    while (rest.length && found && found.value.kind === "map" && !emptied(found.value, rest, value)) {
      mapping = found.value;
      name = rest[0];
      rest = rest.slice(1);
      found = pairOf(mapping, name);
    }
    rest.reverse().forEach(function (part) {
      if (value === null) return;
      var inner = {};
      inner[part] = value;
      value = inner;
    });
    if (!found) return value === null ? text : withNew(text, mapping, name, value, newline);
    return value === null ? without(text, mapping, found) : replaced(text, mapping, found, value, newline);
  }

  function pairOf(mapping, name) {
    return mapping.pairs.find(function (pair) { return pair.key.text === name; });
  }

  /* Whether there is nothing in the mapping, or nothing is left once `path` is deleted. */
  function emptied(mapping, path, value) {
    if (!mapping.pairs.length) return true;
    if (value !== null || mapping.pairs.some(function (pair) { return pair.key.text !== path[0]; })) return false;
    var inner = mapping.pairs[0].value;
    return path.length === 1 || (inner.kind === "map" && emptied(inner, path.slice(1), null));
  }

  function rank(name) {
    var at = edit.order.fields.indexOf(name);
    return at < 0 ? edit.order.fields.length : at;
  }

  function withNew(text, mapping, name, value, newline) {
    refuseBraces(mapping);
    var earlier = mapping.pairs.filter(function (pair) { return rank(pair.key.text) <= rank(name); });
    var anchor = earlier.length ? earlier[earlier.length - 1] : mapping.pairs[0];
    var place = lineEnd(text, endOf(anchor.value, text));
    var fields = {};
    fields[name] = value;
    var lines = edit.fieldLines(fields, " ".repeat(column(text, mapping.pairs[0].key.start)), newline);
    return text.slice(0, place) + newline + lines.join(newline) + text.slice(place);
  }

  function without(text, mapping, found) {
    refuseBraces(mapping);
    refuseComments(text, found);
    var start = found.key.start, end = lineEnd(text, endOf(found.value, text));
    var line = text.slice(0, start).replace(/ +$/, "");
    if (!line || /[\r\n]$/.test(line)) return line + text.slice(end).replace(/^(?:\r\n|\r|\n)/, "");
    /* Behind the entry's dash: the next field moves up. */
    var following = mapping.pairs[mapping.pairs.indexOf(found) + 1];
    return following ? text.slice(0, start) + text.slice(following.key.start) : text;
  }

  function replaced(text, mapping, found, value, newline) {
    refuseComments(text, found);
    var old = found.value, start = text.indexOf(":", found.key.end) + 1, end = endOf(old, text);
    var indent = " ".repeat(column(text, found.key.start)), written;
    if (edit.isText(value)) {
      written = textOf(found.key.text, value, indent, newline, Boolean(mapping.closed), lineEnd(text, end) === end);
      var spaces = old.kind === "text" ? text.slice(start, old.start) : "";
      written = (/^[^\S\n]+$/.test(spaces) ? spaces : " ") + written;
    } else if (mapping.closed) {
      throw new Stuck("stands in braces; write it on lines of its own first");
    } else if (Array.isArray(value) && old.kind === "list" && old.items.length) {
      written = listOf(text, old, value, indent, newline);
    } else {
      written = edit.afterColon(value, indent, newline);
    }
    return text.slice(0, start) + written + text.slice(end);
  }

  function textOf(name, value, indent, newline, inBrackets, alone) {
    if (value.indexOf("\n") < 0) return edit.bare(name, value) || edit.scalar(value, inBrackets);
    /* A comment behind the value would become a part of a block. */
    return alone && !inBrackets ? edit.block(value, indent, newline) : edit.inQuotes(value);
  }

  /* The list in the form that it has; what stays is copied, with the quotes that it has. */
  function listOf(text, old, items, indent, newline) {
    var kept = copies(text, old);
    if (old.closed && items.every(edit.isText)) {
      return " [" + items.map(function (item) { return kept.get(JSON.stringify(item)) || edit.scalar(item, true); }).join(", ") + "]";
    }
    var dash = old.closed ? indent + edit.STEP : " ".repeat(column(text, old.start));
    return newline + items.map(function (item) {
      var copy = kept.get(JSON.stringify(item));
      return copy && !old.closed ? dash + "- " + copy : edit.itemLines(item, dash, newline);
    }).join(newline);
  }

  function copies(text, old) {
    var found = new Map();
    old.items.forEach(function (item) {
      var raw = text.slice(item.kind === "map" && item.pairs.length ? item.pairs[0].key.start : item.start, endOf(item, text));
      if (item.kind === "text" ? raw.indexOf("\n") < 0 :
        item.kind === "map" && !item.closed && column(text, item.start) === column(text, old.start) + edit.STEP.length) {
        found.set(JSON.stringify(valueOf(item)), raw);
      }
    });
    return found;
  }

  /* What a node holds, each scalar as a text. */
  function valueOf(found) {
    if (found.kind === "text") return edit.normal(found.text);
    if (found.kind === "list") return found.items.map(valueOf);
    var values = {};
    found.pairs.forEach(function (pair) { values[pair.key.text] = valueOf(pair.value); });
    return values;
  }

  /* The index behind a node's last visible character. */
  function endOf(found, text) {
    if (found.kind === "text") {
      var end = found.end;
      while (end > found.start && /\s/.test(text[end - 1])) end -= 1;
      return end;
    }
    if (found.closed) return found.closed;
    var last = found.kind === "list" ? found.items[found.items.length - 1] : found.pairs.length && found.pairs[found.pairs.length - 1].value;
    return last ? endOf(last, text) : found.start;
  }

  function lineEnd(text, at) {
    var rest = text.slice(at).search(/[\r\n]/);
    return rest < 0 ? text.length : at + rest;
  }

  function column(text, at) {
    return at - Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) - 1;
  }

  function refuseBraces(mapping) {
    if (mapping.closed) throw new Stuck("stands in braces; write the fields on lines of their own first");
  }

  /* No comment is lost: not one between the parts of a value, nor behind the mark of a block. */
  function refuseComments(text, found) {
    var between = "", at = found.key.end;
    texts(found.value).forEach(function (part) {
      between += text.slice(at, part.start);
      at = endOf(part, text);
      if (/^[|>]/.test(text.slice(part.start, at))) between += text.slice(part.start, lineEnd(text, part.start));
    });
    if ((between + text.slice(at, endOf(found.value, text))).indexOf("#") >= 0) {
      throw new Stuck("holds a comment, which would be lost; change it by hand");
    }
  }

  function texts(found) {
    if (found.kind === "text") return [found];
    if (found.kind === "list") return [].concat.apply([], found.items.map(texts));
    return [].concat.apply([], found.pairs.map(function (pair) { return [pair.key].concat(texts(pair.value)); }));
  }

  Object.assign(edit, { Stuck: Stuck, parsed: parsed, spliced: spliced, valueOf: valueOf, endOf: endOf, rank: rank });
})(dragomanEdit);
