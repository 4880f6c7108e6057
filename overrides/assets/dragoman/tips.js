/* Tips on links to entries: on hover, on keyboard focus and on the first tap. Escape closes a tip and keeps the focus, the
   pointer may rest on it (WCAG 2.2, 1.4.13). Without this script, or without popovers, the links simply lead on. */
(function () {
  "use strict";

  if (!HTMLElement.prototype.showPopover) return;

  var DELAY = 150;  // ms that the pointer rests before a tip opens, so that none flickers under a passing pointer
  var GRACE = 250;  // ms to get from the link to its tip
  var GAP = 6, EDGE = 8;  // px between link and tip, and between tip and window
  var link = null, box = null, timer = 0, touched = null;

  function termAt(target) { return target.closest ? target.closest("a.term[aria-describedby]") : null; }
  function tipAt(target) { return target.closest ? target.closest(".tip") : null; }
  function later(what, wait) { clearTimeout(timer); timer = setTimeout(what, wait); }

  function open(term) {
    clearTimeout(timer);
    if (term === link) return;
    close();
    var found = document.getElementById(term.getAttribute("aria-describedby") + "-box");
    if (!found) return;
    link = term;
    box = found;
    box.showPopover();
    place();
  }

  function close() {
    clearTimeout(timer);
    if (box && box.isConnected && box.matches(":popover-open")) box.hidePopover();
    link = box = null;
  }

  /* Below the link, or above it where there is more room; never out of the window. */
  function place() {
    if (!box) return;
    if (!link.isConnected) { close(); return; }
    /* A link over two lines has a rectangle for each; the tip belongs to the first. */
    var at = link.getClientRects()[0] || link.getBoundingClientRect();
    var wide = document.documentElement.clientWidth, high = document.documentElement.clientHeight;
    var left = Math.max(EDGE, Math.min(at.left, wide - box.offsetWidth - EDGE));
    var below = at.bottom + GAP, above = at.top - GAP - box.offsetHeight;
    var top = below + box.offsetHeight <= high - EDGE || at.top < high - at.bottom ? below : above;
    box.style.left = left + "px";
    box.style.top = Math.max(EDGE, Math.min(top, high - box.offsetHeight - EDGE)) + "px";
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var term = termAt(event.target);
    if (term) later(function () { open(term); }, box ? 0 : DELAY);
    else if (tipAt(event.target)) clearTimeout(timer);
    else if (box) later(close, GRACE);
    else clearTimeout(timer);
  });
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch" ? termAt(event.target) : null;
    if (box && !termAt(event.target) && !tipAt(event.target)) close();
  });
  /* The first tap opens the tip, the second one, or the tip's own link, leads on. */
  document.addEventListener("click", function (event) {
    var term = termAt(event.target);
    if (term && term === touched && link !== term && document.getElementById(term.getAttribute("aria-describedby") + "-box")) {
      event.preventDefault();
      event.stopPropagation();
      open(term);
    } else if (term || (event.target.closest && event.target.closest(".tip a"))) close();
    touched = null;
  }, true);
  document.addEventListener("focusin", function (event) {
    var term = termAt(event.target);
    if (term) { if (term !== touched) open(term); }
    else if (box && !tipAt(event.target)) close();
  });
  document.addEventListener("focusout", function (event) {
    if (event.target === link && !(event.relatedTarget && tipAt(event.relatedTarget))) later(close, GRACE);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && box) { event.stopPropagation(); close(); }
  }, true);
  window.addEventListener("scroll", place, { passive: true, capture: true });
  window.addEventListener("resize", place);
  /* Material's instant navigation swaps the page under an open tip. */
  function start() { close(); }
  if (window.document$) window.document$.subscribe(start);
})();
