/* The term of the week, where the site was built in an earlier one: pages/week.py has put the coming weeks beside it. */
(function () {
  "use strict";
  /* Monday, 29 December 1969, in milliseconds: as in pages/week.py. */
  var FIRST_MONDAY = -3 * 24 * 3600 * 1000;

  function weekOf(time) {
    var local = time - new Date(time).getTimezoneOffset() * 60000;
    return Math.floor((local - FIRST_MONDAY) / (7 * 24 * 3600 * 1000));
  }

  function start() {
    var box = document.querySelector(".week[data-week]");
    if (!box) { return; }
    var coming = JSON.parse(box.querySelector("script").textContent);
    var entry = coming[weekOf(Date.now()) - Number(box.dataset.week)];
    if (!entry) { return; }
    box.className = "week of-" + entry.department;
    var link = box.querySelector("a");
    link.href = entry.href;
    link.textContent = entry.term;
    box.querySelector(".terms__expansion").textContent = entry.expansion;
    box.querySelector(".week__definition").textContent = entry.definition;
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  if (window.document$) window.document$.subscribe(start);
})();
