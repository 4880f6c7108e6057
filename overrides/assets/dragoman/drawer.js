/* In a narrow window, and with large text in a wide one, the navigation is a drawer. Material opens it and its levels by
   pointer only, and the keyboard passes through all its links while it is shut; dragoman.css hides those. */
(function () {
  "use strict";

  var NARROW = window.matchMedia("(max-width: 76.234375em)");  // where Material's drawer begins
  var LEVELS = ".md-nav--primary label.md-nav__link, .md-nav--primary label.md-nav__title:not([for=__drawer])";
  var toggle = null, drawer = null, button = null;

  /* A label can't be a button, so one takes its place. */
  function made(label) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = label.className + " drawer";
    made.setAttribute("aria-label", drawer.querySelector("nav").getAttribute("aria-label"));
    made.append.apply(made, label.childNodes);
    made.addEventListener("click", function () { toggle.click(); });
    label.replaceWith(made);
    return made;
  }

  function start() {
    toggle = document.getElementById("__drawer");
    drawer = document.querySelector(".md-sidebar--primary");
    var label = document.querySelector(".md-header__button[for=__drawer]");
    if (!toggle || !drawer) return;
    button = label ? made(label) : document.querySelector(".drawer");
    button.setAttribute("aria-expanded", String(toggle.checked));
    /* In a wide window a section's heading opens nothing. */
    drawer.querySelectorAll(LEVELS).forEach(function (label) {
      var always = label.matches(".md-nav__item--nested:not(.md-nav__item--section) > label");
      label.tabIndex = NARROW.matches || always ? 0 : -1;
    });
  }

  /* The first stop that is to be seen. */
  function enter(part) {
    var stops = Array.prototype.filter.call(part.querySelectorAll("a[href], label[tabindex='0']"), function (stop) {
      return stop.getClientRects().length && getComputedStyle(stop).visibility === "visible";
    });
    if (stops.length) stops[0].focus();
  }

  document.addEventListener("change", function (event) {
    if (!button || !event.target.matches(".md-toggle")) return;
    var changed = event.target, open = changed.checked;
    if (changed === toggle) {
      button.setAttribute("aria-expanded", String(open));
      if (open) enter(drawer);
      else if (drawer.contains(document.activeElement)) button.focus();
    } else if (NARROW.matches && drawer.contains(changed)) {
      enter(open ? changed.parentElement.querySelector("nav") : changed.parentElement);
    }
  });
  /* Material lets Enter work on a label, but not the space bar. */
  document.addEventListener("keydown", function (event) {
    if (!button) return;
    if (event.key === " " && event.target.matches("label[tabindex='0']")) {
      event.preventDefault();
      event.target.click();
    } else if (event.key === "Escape" && toggle.checked) toggle.click();
  });
  /* Whoever goes on behind the last link is on the page again. */
  document.addEventListener("focusin", function (event) {
    if (button && toggle.checked && event.target !== button && !drawer.contains(event.target)) toggle.click();
  });
  NARROW.addEventListener("change", start);

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  /* Material's instant navigation swaps pages without loading them. */
  if (window.document$) window.document$.subscribe(start);
})();
