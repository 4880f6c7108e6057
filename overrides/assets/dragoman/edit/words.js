/* Small things about texts that both the checks and the preview need, as the program has them: problems.py, inline.py. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var MARK_UP = /\*([^\s*](?:[^*\n]*[^\s*])?)\*|`([^`\n]+)`|\[([^[\]\n]+)\]\(([^()\s]+)\)/g;
  var INVISIBLE = /[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g;

  /* The pieces of an entry's text: {kind, text, target}. */
  function pieces(text) {
    var found = [], end = 0;
    text.replace(MARK_UP, function (whole, emphasis, code, label, target, at) {
      if (at > end) found.push({ kind: "text", text: text.slice(end, at) });
      if (emphasis) found.push({ kind: "emphasis", text: emphasis });
      else if (code) found.push({ kind: "code", text: code });
      else if (target.indexOf("term:") === 0) found.push({ kind: "term", text: label, target: target.slice(5) });
      else found.push({ kind: "link", text: label, target: target });
      end = at + whole.length;
    });
    if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
    return found;
  }

  function plain(text) { return pieces(text).map(function (piece) { return piece.text; }).join(""); }

  /* Whether a URL is https, http, mailto or relative, whatever entities or invisible characters it hides. */
  function isSafeUrl(url) {
    var bare = unescaped(url).replace(INVISIBLE, ""), scheme = /^[a-z][a-z0-9+.-]*:/i.exec(bare);
    if (scheme) return ["https:", "http:", "mailto:"].indexOf(scheme[0].toLowerCase()) >= 0;
    return Boolean(bare) && !/^(?:\/\/|\\|\/\\)/.test(bare);
  }

  /* With the entities that a scheme could be hidden with; no other one matters here. */
  function unescaped(text) {
    return text.replace(/&#(x?)([0-9a-f]{1,6});?/gi, function (_, hex, code) {
      return String.fromCodePoint(Math.min(parseInt(code, hex ? 16 : 10) || 0xfffd, 0x10ffff));
    }).replace(/&(?:colon|tab|newline);?/gi, function (name) { return /colon/i.test(name) ? ":" : ""; });
  }

  /* `text` in double quotes on one line, a long one cut in its middle. */
  function quoted(text) {
    var shown = Array.from(text.replace(/(?! )[\p{C}\p{Z}\n\r\t]/gu, escaped));
    if (shown.length > 60) shown = shown.slice(0, 44).concat(Array.from(" … "), shown.slice(-12));
    return '"' + shown.join("") + '"';
  }

  function escaped(char) {
    var code = char.codePointAt(0), hex = code.toString(16), short = { 9: "\\t", 10: "\\n", 13: "\\r" }[code];
    if (short) return short;
    return code < 256 ? "\\x" + hex.padStart(2, "0") : code < 65536 ? "\\u" + hex.padStart(4, "0") : "\\U" + hex.padStart(8, "0");
  }

  function didYouMean(word, valid) {
    var best = "", most = 0;
    valid.forEach(function (one) {
      var ratio = 2 * common(one, word.toLowerCase()) / (one.length + word.length || 1);
      if (ratio >= 0.6 && (ratio > most || (ratio === most && one > best))) { best = one; most = ratio; }
    });
    return best ? "; did you mean " + best + "?" : "";
  }

  /* How many characters stand in both in the same order, by longest common stretches (Python's difflib). */
  function common(a, b) {
    var size = 0, i = 0, j = 0, ends = {};
    for (var m = 0; m < a.length; m += 1) {
      var next = {};
      for (var n = 0; n < b.length; n += 1) {
        if (a[m] !== b[n]) continue;
        next[n] = (ends[n - 1] || 0) + 1;
        if (next[n] > size) { size = next[n]; i = m - size + 1; j = n - size + 1; }
      }
      ends = next;
    }
    return size && size + common(a.slice(0, i), b.slice(0, j)) + common(a.slice(i + size), b.slice(j + size));
  }

  /* Compared as Python does, so that both put a term into the same place. */
  function byCodePoint(a, b) {
    var left = Array.from(a), right = Array.from(b);
    for (var n = 0; n < Math.min(left.length, right.length); n += 1) {
      if (left[n] !== right[n]) return left[n].codePointAt(0) - right[n].codePointAt(0);
    }
    return left.length - right.length;
  }

  /* A text with its {names} filled in. */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? String(values[name]) : whole; });
  }

  Object.assign(edit, {
    pieces: pieces, plain: plain, isSafeUrl: isSafeUrl, quoted: quoted, didYouMean: didYouMean, byCodePoint: byCodePoint, filled: filled
  });
})(dragomanEdit);
