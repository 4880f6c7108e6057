/* Tables and code that are wider than the window scroll in a box: the keyboard must reach it, and a screen reader name it
   (WCAG 2.2, 2.1.1). Where everything fits, there is no stop on the way. */
(function () {
  "use strict";

  if (!window.ResizeObserver) return;

  /* The heading above the box, without the link that Material puts behind it. */
  function nameOf(box, article) {
    var above = Array.prototype.filter.call(article.querySelectorAll("h1, h2, h3, h4"), function (heading) {
      return heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).pop();
    return above ? above.textContent.replace(/\s*¶\s*$/, "") : document.title;
  }

  function offer(box, article) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
    /* Code may have no name; it is one already. */
    if (box.tagName === "CODE") return;
    if (box.tabIndex === 0) {
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", nameOf(box, article));
    } else {
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
    }
  }

  function look(changes) {
    changes.forEach(function (change) {
      change.target.querySelectorAll(".md-typeset__scrollwrap, pre > code").forEach(function (box) {
        offer(box, change.target);
      });
    });
  }

  /* Whatever makes a box wider or narrower (the window, larger text, a tab that opens) also changes the article. */
  var observer = new ResizeObserver(look);

  function start() {
    observer.disconnect();
    document.querySelectorAll("article").forEach(function (article) { observer.observe(article); });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  /* Material's instant navigation swaps pages without loading them. */
  if (window.document$) window.document$.subscribe(start);
})();
