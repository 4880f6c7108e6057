/* The reader's side: chosen once, remembered in this browser, and shown first from then on. */
(function () {
  "use strict";

  var KEY = "dragoman.side";
  var root = document.documentElement;

  function recalled() {
    try { return localStorage.getItem(KEY) || "both"; } catch (_) { return "both"; }
  }

  function remember(side) {
    try { localStorage.setItem(KEY, side); } catch (_) { /* private windows: it holds for this page */ }
  }

  function choose(side) {
    root.dataset.side = side;
    document.querySelectorAll(".side input").forEach(function (input) { input.checked = input.value === side; });
    document.querySelectorAll("[data-choose-side]").forEach(function (card) {
      if (card.dataset.chooseSide === side) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    });
    document.querySelectorAll(".views").forEach(function (views) { putFirst(views, side); });
  }

  /* Moves the reader's own view to the front; the others keep the departments' order. */
  function putFirst(views, side) {
    var all = Array.prototype.slice.call(views.children);
    all.forEach(function (view, at) { if (!view.dataset.at) view.dataset.at = String(at); });
    all.sort(function (a, b) {
      return (b.dataset.department === side) - (a.dataset.department === side) || a.dataset.at - b.dataset.at;
    });
    /* What stands right already is left alone: a browser would paint what is put in again as if it had come late. */
    var moves = all.some(function (view, at) { return view !== views.children[at]; });
    all.forEach(function (view) {
      view.classList.toggle("is-mine", view.dataset.department === side);
      if (moves) views.appendChild(view);
    });
  }

  function start() {
    document.querySelectorAll(".side").forEach(function (fieldset) { fieldset.hidden = false; });
    choose(root.dataset.side);
  }

  root.dataset.side = recalled();
  document.addEventListener("change", function (event) {
    if (event.target.name === "side") { remember(event.target.value); choose(event.target.value); }
  });
  document.addEventListener("click", function (event) {
    var card = event.target.closest && event.target.closest("[data-choose-side]");
    if (card) { remember(card.dataset.chooseSide); choose(card.dataset.chooseSide); }
  });
  document.addEventListener("DOMContentLoaded", function () {
    start();
    /* Material's instant navigation swaps pages without loading them. */
    if (window.document$) window.document$.subscribe(start);
  });
})();
