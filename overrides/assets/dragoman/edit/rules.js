/* What is wrong with an entry's values, in the words of `dragoman check`: the messages come from
   hooks/dragoman/source/messages.py, and tests/cases/form.yml holds for both. The check at the forge has the last word. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  var LOOK_ALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u;
  var SCRIPTS = ["Armenian", "Cherokee", "Coptic", "Cyrillic", "Greek", "Latin", "Lisu"];
  var SURFACES = { term: "term", expansion: "expansion", aliases: "alias", forms: "form" };

  /* [{path, text}] for all that is wrong. `values` are by path, `own` is the id of the entry as it is in `file`. */
  function problems(values, own, file, known) {
    var found = [];
    known.controls.forEach(function (control) {
      var value = values[control.path], say = sayer(found, control.path, known);
      if (isEmpty(value)) {
        if (control.required) found.push({ path: control.path, text: edit.filled(known.messages.required, { fields: control.path }) });
      } else if (CHECKS[control.kind]) CHECKS[control.kind](value, control, say, { values: values, own: own, file: file, known: known });
    });
    /* These rest on two fields: `by` names the one that was typed. */
    homonyms(values, own, file, known, found);
    ambiguous(values, known, found);
    return found;
  }

  /* Says a message of this name about the field; `lead` is put between the field's name and it. */
  function sayer(found, path, known) {
    return function (name, given, lead) {
      var text = edit.filled(known.messages[name], given || {});
      var whole = /^(id-twice|itself|nowhere|was|invisible|scripts)$/.test(name);
      found.push({ path: path, text: (whole ? "" : path.replace(/\./g, " ") + " " + (lead ? lead + " " : "")) + text + ((given && given.behind) || "") });
    };
  }

  var CHECKS = {
    text: function (value, control, say, context) { text(value, control, say, context); },
    texts: function (value, control, say, context) { each(value, control, say, function (item) { text(item, control, say, context); }); },
    date: function (value, control, say) {
      var day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value), date = day && new Date(Date.UTC(day[1], day[2] - 1, day[3]));
      if (!day || day[1] === "0000" || date.getUTCMonth() !== day[2] - 1) say("date", { text: edit.quoted(value) });
    },
    id: function (value, control, say, context) {
      if (idOf(value, say, context) && value !== context.own && context.file.find(value) >= 0) {
        say("id-twice", { line: context.file.lineOf(context.file.find(value), "id") });
      }
    },
    ids: function (value, control, say, context) {
      each(value, control, say, function (item) { idOf(item, say, context); refer(item, control.path, say, context); });
    },
    earlier: function (value, control, say, context) {
      each(value, control, say, function (item) {
        var at = idOf(item, say, context) ? context.file.find(item) : -1;
        if (at >= 0) say("was", { text: edit.quoted(item), line: context.file.dashes[at] + 1 });
      });
    },
    sources: function (value, control, say, context) {
      if (value.length > control.items) say("items", { count: value.length, most: control.items });
      value.forEach(function (item) {
        control.parts.forEach(function (part) {
          if (!item[part[0]]) say("required", { fields: part[0] });
          else text(item[part[0]], { most: part[1] }, function (name, given) { say(name, given, part[0]); }, context);
        });
        if (item.url && !edit.isSafeUrl(item.url)) say("url", { text: edit.quoted(item.url) });
      });
    }
  };

  function each(value, control, say, what) {
    if (value.length > control.items) say("items", { count: value.length, most: control.items });
    value.forEach(what);
  }

  function text(value, control, say, context) {
    var count = Array.from(value).length;
    if (!control.lines && value.indexOf("\n") >= 0) say("lines");
    if (count > control.most) say("length", { count: count, most: control.most, excess: count - control.most });
    if (control.inline) edit.pieces(value).forEach(function (piece) {
      if (piece.kind === "term") refer(piece.target, control.path, say, context);
      else if (piece.kind === "link" && !edit.isSafeUrl(piece.target)) say("link", { text: edit.quoted(piece.target) });
    });
    characters(value, say, context.known);
  }

  function characters(value, say, known) {
    (value.match(new RegExp(edit.REFUSED.source, "gu")) || []).forEach(function (char) {
      var code = char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0"), name = known.invisible[code];
      say("invisible", { name: "U+" + code + (name ? " (" + name + ")" : "") });
    });
    if (LOOK_ALIKE.test(value)) (value.match(/[\p{L}\p{N}]+/gu) || []).forEach(function (word) {
      var scripts = SCRIPTS.filter(function (name) { return new RegExp("\\p{Script=" + name + "}", "u").test(word); });
      if (scripts.length > 1) say("scripts", { text: edit.quoted(word), scripts: scripts.join(" and ") });
    });
  }

  function idOf(value, say, context) {
    var count = Array.from(value).length;
    if (!ID.test(value)) say("id", { text: edit.quoted(value) });
    else if (count > 64) say("id-length", { count: count, most: 64 });
    else if (context.known.reserved.indexOf(value) >= 0) say("id-reserved", { text: edit.quoted(value) });
    else return true;
    return false;
  }

  function refer(id, path, say, context) {
    var own = context.values.id || context.own, ids = context.file.ids().concat(own || []), field = path.replace(/\./g, " ");
    if (id === own) say("itself", { field: field });
    else if (ids.indexOf(id) < 0) say("nowhere", { field: field, text: edit.quoted(id), behind: edit.didYouMean(id, ids) });
  }

  /* Designations that another entry has too, and no qualifiers to tell them apart. */
  function homonyms(values, own, file, known, found) {
    Object.keys(SURFACES).forEach(function (path) {
      [].concat(values[path] || []).forEach(function (surface) {
        var folded = dragomanFolded(surface), id = (known.designations[folded] || []).find(function (one) { return one !== own; });
        var at = id === undefined ? -1 : file.find(id);
        if (at < 0) return;
        var other = file.values(at), theirs = Object.keys(SURFACES).find(function (name) {
          return [].concat(other[name] || []).some(function (one) { return dragomanFolded(one) === folded; });
        });
        var name = !other.qualifier || !values.qualifier ? "homonym" : other.qualifier === values.qualifier ? "homonym-twice" : "";
        if (!theirs || !name) return;
        var given = { noun: SURFACES[path], text: edit.quoted(surface), line: file.lineOf(at, theirs) };
        found.push({ path: "qualifier", by: path, text: edit.filled(known.messages[name], given) });
      });
    });
  }

  /* An abbreviation that is a word as well. */
  function ambiguous(values, known, found) {
    var term = values.term || "", letters = Array.from(term).filter(function (char) { return /\p{L}/u.test(char); });
    var capitals = letters.length && !/\p{Ll}/u.test(term) && (letters.length > 1 || Array.from(term).length === 1);
    var languages = known.words[term.toLowerCase()];
    if (!capitals || values.ambiguous === "true" || values.link === "false" || !languages) return;
    found.push({ path: "ambiguous", by: "term", text: edit.filled(known.messages.ambiguous, { text: edit.quoted(term.toLowerCase()), languages: languages }) });
  }

  function isEmpty(value) { return value === undefined || value === null || value.length === 0; }

  Object.assign(edit, { problems: problems, isEmpty: isEmpty });
})(dragomanEdit);
