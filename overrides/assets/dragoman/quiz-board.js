/* The facilitator's board: adds up the pairs' codes, in this browser. */
(function () {
  "use strict";

  var rules = dragomanQuiz, kept = rules.kept, say = rules.say;

  /* The codes that were kept, without what no pair can have reached. */
  function results() {
    var codes = kept.read().board;
    return (Array.isArray(codes) ? codes : [])
      .map(function (code) { return typeof code === "string" ? rules.decoded(code) : null; }).filter(Boolean);
  }

  function watch(root) {
    var form = root.querySelector("form"), input = form.querySelector("input"), said = form.querySelector("[role=status]");
    var list = root.querySelector("ul"), clear = root.querySelector("[data-do=clear]");

    function keep(found) {
      kept.write({ board: found.map(function (one) { return one.code; }) });
      draw();
    }

    function draw() {
      var found = results(), sum = rules.together(found), bar = root.querySelector("progress");
      var missing = Math.max(0, sum.target - sum.points);
      var values = Object.assign({ missing: missing }, sum);
      say(root.querySelector("h2"), found.length ? "some" : "none", values);
      say(root.querySelector(".board__target"), !found.length ? "none" : missing ? "missing" : "reached", values);
      bar.max = sum.target || 1;
      bar.value = Math.min(sum.points, bar.max);
      list.replaceChildren.apply(list, found.map(row));
      clear.hidden = !found.length;
    }

    function row(one) {
      var line = document.createElement("li"), code = document.createElement("code");
      var points = document.createElement("span"), button = document.createElement("button");
      code.textContent = one.code;
      points.dataset.points = list.dataset.points;
      say(points, "points", { points: one.points, possible: one.questions * 2 });
      button.type = "button";
      button.textContent = list.dataset.remove;
      button.setAttribute("aria-label", list.dataset.removeLabel.replace("{code}", one.code));
      button.addEventListener("click", function () {
        keep(results().filter(function (other) { return other.code !== one.code; }));
        say(said, "removed", one);
        input.focus();
      });
      line.append(code, points, button);
      return line;
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var found = results(), one = rules.decoded(input.value);
      var is = !one ? "wrong" : found.some(function (other) { return other.code === one.code; }) ? "twice" : "added";
      if (is === "added") keep(found.concat([one]));
      say(said, is, one ? Object.assign({ possible: one.questions * 2 }, one) : { code: input.value.trim() });
      input.setAttribute("aria-invalid", String(is === "wrong"));
      if (is !== "wrong") input.value = "";
      input.focus();
    });
    rules.twice(clear, root.querySelector(".quiz__sure"), function () {
      keep([]);
      say(said, "cleared", {});
      input.focus();
    });
    draw();
  }

  function start() {
    var root = document.querySelector(".board");
    if (!root || root.dataset.started) return;
    root.dataset.started = "yes";
    root.hidden = false;
    watch(root);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  if (window.document$) window.document$.subscribe(start);
})();
