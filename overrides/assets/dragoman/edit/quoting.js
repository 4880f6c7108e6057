/* How a value is written in glossary.yaml: as hooks/dragoman/source/quoting.py does it; tests/cases/editing/ holds for both.
   Other programs read the file too, by the rules of YAML 1.1, in which NO is false and 3:30 is 210. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var STEP = "  ";
  var WORDS = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf|nan))$/i;
  var FIGURES = /^[-+.]*[0-9][-+0-9.:_,xobeEa-fA-FtTzZ ]*$/;
  var NO_TEXT = /^(?:true|false|\d{4}-\d\d-\d\d)$/;
  var OPENS = /^[-?:,[\]{}#&*!|>'"%@`=<~]/;
  var CUTS = /:(?:\s|$)|\s#|[\n\r\t]/;
  var BRACKETS = /[,:?[\]{}]/;
  var REFUSED = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

  function scalar(text, inBrackets) {
    var safe = text && text === text.trim() && !WORDS.test(text) && !FIGURES.test(text) && !OPENS.test(text) &&
      !CUTS.test(text) && !(inBrackets && BRACKETS.test(text)) && !REFUSED.test(text);
    return safe ? text : inQuotes(text);
  }

  function inQuotes(text) {
    return JSON.stringify(text).replace(new RegExp(REFUSED.source, "gu"), function (char) {
      var code = char.codePointAt(0).toString(16).toUpperCase();
      return code.length > 4 ? "\\U" + code.padStart(8, "0") : "\\u" + code.padStart(4, "0");
    });
  }

  /* What stands behind the colon of a field that is indented by `indent`, with the space or line end before it. */
  function afterColon(value, indent, newline) {
    if (typeof value === "string") return " " + (value.indexOf("\n") >= 0 ? block(value, indent, newline) : scalar(value));
    if (!Array.isArray(value)) return newline + fieldLines(value, indent + STEP, newline).join(newline);
    if (value.every(isText)) return " [" + value.map(function (item) { return scalar(item, true); }).join(", ") + "]";
    return newline + value.map(function (item) { return itemLines(item, indent + STEP, newline); }).join(newline);
  }

  function itemLines(item, indent, newline) {
    if (isText(item) || Array.isArray(item)) return indent + "-" + afterColon(item, indent, newline);
    return indent + "- " + fieldLines(item, indent + STEP, newline).join(newline).replace(/^ +| +$/g, "");
  }

  function fieldLines(fields, indent, newline) {
    return Object.keys(fields).map(function (key) {
      var plain = bare(key, fields[key]);
      return indent + scalar(key) + ":" + (plain ? " " + plain : afterColon(fields[key], indent, newline));
    });
  }

  /* A truth value or a date as it stands without quotes, in a field that holds nothing else. */
  function bare(name, value) {
    return isText(value) && edit.order.bare.indexOf(name) >= 0 && NO_TEXT.test(value) ? value : "";
  }

  /* A text of several lines, behind | where every line can stand there as it is. */
  function block(text, indent, newline) {
    var lines = text.split("\n");
    if (lines.some(function (line) { return /^\s|\s$/.test(line) || REFUSED.test(line); })) return inQuotes(text);
    return ["|"].concat(lines.map(function (line) { return line && indent + STEP + line; })).join(newline);
  }

  /* The value as the reader takes it: without space around texts, with one kind of line end. */
  function normal(value) {
    if (isText(value)) return value.replace(/\r\n?/g, "\n").trim();
    if (Array.isArray(value)) return value.map(normal);
    return mapped(value, normal);
  }

  function mapped(fields, what) {
    var found = {};
    Object.keys(fields).forEach(function (name) { found[name] = what(fields[name]); });
    return found;
  }

  function isText(value) { return typeof value === "string"; }

  Object.assign(edit, {
    STEP: STEP, REFUSED: REFUSED, scalar: scalar, inQuotes: inQuotes, afterColon: afterColon, itemLines: itemLines,
    fieldLines: fieldLines, bare: bare, block: block, normal: normal, mapped: mapped, isText: isText,
    /* The fields' declared order, and those that are no texts: from hooks/dragoman/source/fields.py. */
    order: { fields: [], bare: [] }
  });
})(dragomanEdit);
