/* How the entry's page and its tip will look; texts go in through textContent only. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var TAGS = { emphasis: "em", code: "code", term: "u" };

  /* `text` with its tiny mark-up, as the content of `place`. */
  function write(place, text) {
    place.textContent = "";
    edit.pieces(text || "").forEach(function (piece) {
      var made = document.createElement(piece.kind === "link" && edit.isSafeUrl(piece.target) ? "a" : TAGS[piece.kind] || "span");
      made.textContent = piece.text;
      if (made.tagName === "A") { made.href = piece.target; made.target = "_blank"; made.rel = "noopener"; }
      place.appendChild(made);
    });
    place.hidden = !text;
  }

  function show(root, values) {
    var page = root.querySelector("[data-look]"), tip = root.querySelector("[data-tip]");
    var term = values.term || "…", expansion = values.expansion || "";
    var title = /^\p{Ll}+(?:\s|$)/u.test(term) ? term[0].toUpperCase() + term.slice(1) : term;
    page.querySelectorAll("[data-owner]").forEach(function (owner) { owner.hidden = owner.dataset.owner !== values.department; });
    page.className = "entry of-" + (values.department || "");
    page.querySelector("[data-part=term]").textContent = title;
    var full = expansion + (values.qualifier ? " (" + values.qualifier + ")" : "");
    var line = page.querySelector("[data-part=expansion]");
    line.textContent = full.trim();
    line.hidden = !full;
    write(page.querySelector("[data-part=definition]"), values.definition || "");
    write(page.querySelector("[data-part=example]"), values.example);
    paragraphs(page.querySelector("[data-part=details]"), values.details || "");
    var any = false;
    page.querySelectorAll(".view").forEach(function (view) {
      var text = values["views." + view.dataset.department];
      view.hidden = !text;
      any = any || Boolean(text);
      write(view.querySelector("p"), text);
    });
    page.querySelector(".views").hidden = !any;
    tip.querySelector("[data-part=term]").textContent = title;
    tip.querySelector("[data-part=expansion]").textContent = expansion;
    tip.querySelector("[data-part=definition]").textContent = edit.plain(values.definition || "");
  }

  function paragraphs(place, text) {
    place.textContent = "";
    text.split(/\n\s*\n/).forEach(function (part) {
      if (!part.trim()) return;
      var made = document.createElement("p");
      write(made, part.trim());
      place.appendChild(made);
    });
    place.hidden = !text;
  }

  edit.show = show;
})(dragomanEdit);
