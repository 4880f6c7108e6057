/* The filter of the A-Z index. Folding is the same as in hooks/dragoman/folding.py; tests/cases/folding.yml holds for both. */
var dragomanFolded = (function () {
  "use strict";
  var plain = { "ł": "l", "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'" };
  return function folded(text) {
    return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "")
      .replace(/[łıßøđðþæœ’]/g, function (letter) { return plain[letter]; })
      .split(/\s+/).filter(Boolean).join(" ");
  };
})();

(function () {
  "use strict";

  /* Whether every typed word begins a word of one of the keys, or stands in one from three letters on. */
  function fits(keys, typed) {
    return typed.every(function (word) {
      return (" " + keys.replace(/\|/g, " ")).indexOf(" " + word) >= 0 || (word.length > 2 && keys.indexOf(word) >= 0);
    });
  }

  function apply(form, rows) {
    var typed = dragomanFolded(form.querySelector("input").value).split(" ").filter(Boolean);
    var chosen = Array.prototype.map.call(form.querySelectorAll("select"), function (select) { return select.value; });
    var count = 0;
    rows.forEach(function (row) {
      row.hidden = !((!chosen[0] || row.dataset.department === chosen[0]) &&
        (!chosen[1] || row.dataset.kind === chosen[1]) && fits(row.dataset.keys, typed));
      count += !row.hidden;
    });
    document.querySelectorAll(".letter").forEach(function (letter) {
      letter.hidden = !letter.querySelector(".terms__row:not([hidden])");
    });
    var status = form.querySelector(".filter__count");
    var text = count === 0 ? status.dataset.none : count === 1 ? status.dataset.one : status.dataset.other;
    status.textContent = text.replace("{n}", String(count));
    offer(form, count === 0);
    document.querySelector(".letters").hidden = count < rows.length;
  }

  /* Where nothing is found, the way to an entry for it. */
  function offer(form, wanted) {
    var word = form.querySelector("input").value.trim(), add = form.querySelector(".filter__add");
    if (!add) return;
    var link = add.firstElementChild;
    add.hidden = !wanted || !word;
    link.href = link.getAttribute("href").split("?")[0] + "?term=" + encodeURIComponent(word);
    link.textContent = link.dataset.text.replace("{word}", word);
  }

  function start() {
    var form = document.querySelector(".filter");
    if (!form || form.dataset.started) return;
    form.dataset.started = "yes";
    form.hidden = false;
    var rows = Array.prototype.slice.call(document.querySelectorAll(".terms__row"));
    function again() { apply(form, rows); }
    form.addEventListener("input", again);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    /* The fields are empty only after the event. */
    form.addEventListener("reset", function () { setTimeout(again); });
    again();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  if (window.document$) window.document$.subscribe(start);
})();
