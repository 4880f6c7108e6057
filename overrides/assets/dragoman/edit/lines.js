/* Old and new lines of an entry, and the words of what is sent. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var LONGEST = 4000;  // characters of an address: servers cut longer ones off, each at its own length

  /* [mark, line] for each line: "-" old, "+" new, " " both; by their longest common sequence. */
  function difference(before, after) {
    var old = lines(before), now = lines(after), table = [], found = [];
    for (var i = old.length; i >= 0; i -= 1) {
      table[i] = [];
      for (var j = now.length; j >= 0; j -= 1) {
        table[i][j] = i === old.length || j === now.length ? 0 :
          old[i] === now[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
      }
    }
    for (var m = 0, n = 0; m < old.length || n < now.length;) {
      if (m < old.length && n < now.length && old[m] === now[n]) { found.push([" ", old[m]]); m += 1; n += 1; }
      else if (m < old.length && (n === now.length || table[m + 1][n] >= table[m][n + 1])) { found.push(["-", old[m]]); m += 1; }
      else { found.push(["+", now[n]]); n += 1; }
    }
    return found;
  }

  function lines(text) {
    var found = text.split(/\r\n|\r|\n/);
    if (found[found.length - 1] === "") found.pop();
    return found;
  }

  /* What is sent: its title, and the entry's lines with their place. `change` has before, after (entries) and name. */
  function proposal(change, name, known) {
    var was = change.before, now = change.after, text = now.text.replace(/\s*$/, "\n");
    var before = change.next ? " before the entry " + change.next.name + " in line " + change.next.line : " at the end";
    var place = was && change.moved ?
      "In " + known.file + ", delete lines " + was.first + " to " + was.last + " (entry " + now.values.id + ") and put this text" + before + ":" : was ?
      "In " + known.file + ", replace lines " + was.first + " to " + was.last + " (entry " + now.values.id + ") with this text:" :
      "In " + known.file + ", put this text" + before + ", with an empty line between them:";
    return {
      title: "glossary: " + (was ? "update " : "add ") + name, entry: now.values.id, text: text, place: place,
      template: was ? "term-change" : "term-new", body: place + "\n\n" + fenced(text)
    };
  }

  /* As code, so that nothing in it is mark-up or a mention at the forge; the fence is longer than any in the text. */
  function fenced(text) {
    var longest = (text.match(/`+/g) || []).reduce(function (most, one) { return Math.max(most, one.length); }, 2);
    var fence = "`".repeat(longest + 1);
    return fence + "yaml\n" + text + fence + "\n";
  }

  /* The address of a prefilled issue; without its text, and `short`, where it would be too long. */
  function issue(forge, sent) {
    var whole = address(forge, sent, sent.body);
    return whole.length < LONGEST ? { url: whole, short: false } : { url: address(forge, sent, ""), short: true };
  }

  function address(forge, sent, text) {
    var values = { template: sent.template, title: sent.title, entry: sent.entry, text: text };
    return forge.url + edit.filled(forge.issue, edit.mapped(values, encodeURIComponent));
  }

  Object.assign(edit, { difference: difference, proposal: proposal, issue: issue });
})(dragomanEdit);
