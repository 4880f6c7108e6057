/* The joint quiz on its page. The rules stand in quiz-rules.js; the questions in a script of their own, which is fetched when
   the page is there: from a folder nothing but scripts can be read. */

/* What is remembered, under one key: { boxes, board }. */
dragomanQuiz.kept = (function () {
  "use strict";
  var KEY = "dragoman.quiz";
  var session = {};  // private windows: it holds for this page

  function read() {
    try {
      var found = JSON.parse(localStorage.getItem(KEY)) || session;
      return typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch (_) { return session; }
  }

  function write(change) {
    session = Object.assign({}, read(), change);
    try { localStorage.setItem(KEY, JSON.stringify(session)); } catch (_) { /* as above */ }
  }

  return { read: read, write: write };
})();

/* The element's text for `name`, from its data attributes, filled with `values`. */
dragomanQuiz.say = function (element, name, values) {
  "use strict";
  var text = name ? element.dataset[name] : "";
  element.textContent = text.replace(/{(\w+)}/g, function (_, key) { return String(values[key]); });
};

/* Asks once more before something is deleted, in the page: `button` opens, `yes` does it. */
dragomanQuiz.twice = function (button, sure, yes) {
  "use strict";
  function open(is) {
    sure.hidden = !is;
    button.setAttribute("aria-expanded", String(is));
    (is ? sure.querySelector("p") : button).focus();
  }
  button.addEventListener("click", function () { open(sure.hidden); });
  sure.addEventListener("click", function (event) {
    if (!event.target.dataset.do) return;
    open(false);
    if (event.target.dataset.do !== "keep") yes();
  });
};

(function () {
  "use strict";

  var rules = dragomanQuiz, kept = rules.kept, say = rules.say;

  var LETTERS = "ABCDEFGH";

  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function day() { var now = new Date(); return Math.floor((now.getTime() / 6e4 - now.getTimezoneOffset()) / 1440); }

  function made(name, text, className) {
    var element = document.createElement(name);
    element.textContent = text || "";
    if (className) element.className = className;
    return element;
  }

  /* The values as pages/quiz.py packs them. */
  function questionsIn(data) {
    function text(place) { return data.texts[place]; }
    return data.questions.map(function (one) {
      return {
        id: one[0], type: one[1], department: one[2], entry: one[3], stem: text(one[4]),
        options: one[6].map(function (option, place) {
          var texts = option.map(text);
          return { text: texts[0], right: place === one[5], entry: texts[1], feedback: texts.slice(2) };
        }),
      };
    });
  }

  function wordsIn(data) {
    return data.words.map(function (one) { return Object.assign({ id: one.entry, type: "word" }, one); });
  }

  function answerOf(question) { return question.options.filter(function (option) { return option.right; })[0]; }

  function play(root, questions, words) {
    var ids = questions.map(function (one) { return one.id; });
    var marks = document.querySelector(".quiz__marks"), names = {}, departments = [];
    var start = root.querySelector(".quiz__start"), ask = root.querySelector(".quiz__ask");
    var seat = root.querySelector(".quiz__seat"), end = root.querySelector(".quiz__end");
    var round = null;  // { mode, items, at, results: [{ item, right, points }], isRepeated }: a repeated round brings no code

    all(start, "[name=side]").forEach(function (side) {
      if (side.value !== "both") { departments.push(side.value); names[side.value] = side.parentNode.textContent.trim(); }
    });

    function boxes() { return rules.known(kept.read().boxes, ids); }
    function picked(name) {
      return all(start, "[name=" + name + "]:checked").map(function (input) { return input.value; });
    }
    function show(screen, focus) {
      [start, ask, seat, end].forEach(function (one) { one.hidden = one !== screen; });
      root.classList.toggle("is-playing", screen === ask || screen === seat);
      if (focus) { focus.focus({ preventScroll: true }); screen.scrollIntoView({ block: "start" }); }
    }
    /* Ids are plain words; nothing in them is ever encoded. */
    function link(id, name) {
      var found = made("a", name);
      found.href = root.dataset.entry.replace("{id}", id);
      return found;
    }
    function mark(place, departments) {
      place.replaceChildren.apply(place, all(marks, "[data-department]").filter(function (one) {
        return departments.indexOf(one.dataset.department) >= 0;
      }).map(function (one) { return one.cloneNode(true); }));
    }

    /* The start: what fits the choice, and what is remembered -------------------------------------------------------- */

    function fitting(mode) {
      if (mode === "seat") return rules.fitting(words, picked("department"), ["word"]);
      return rules.fitting(questions, mode === "pairs" ? departments : picked("department"), picked("type"));
    }

    function deal() {
      var mode = picked("mode")[0], fit = fitting(mode);
      var count = picked("count")[0] === "all" ? fit.length : Number(picked("count")[0]);
      if (mode === "solo") return rules.chosen(fit, count, boxes(), day(), Math.random);
      var owners = mode === "pairs" ? departments : picked("department");
      return rules.alternating(fit, owners.filter(function (one) {
        return mode === "pairs" || fit.some(function (item) { return item.department === one; });
      }), count, Math.random);
    }

    function preview() {
      var mode = picked("mode")[0], fit = fitting(mode).length, count = deal().length;
      all(start, "[data-modes]").forEach(function (part) {
        part.hidden = part.dataset.modes.split(" ").indexOf(mode) < 0;
      });
      say(start.querySelector(".quiz__fits"), !count ? "none" : mode === "seat" ? "words" : "questions", { n: count, all: fit });
      var known = boxes(), n = Object.keys(known).length;
      say(root.querySelector(".quiz__progress"), n ? "some" : "none", { n: n, all: ids.length, due: rules.due(known, day()) });
    }

    /* Alone, my side learns the others' words; a hot seat is for all. */
    function defaults() {
      var side = document.documentElement.dataset.side || "both", mode = picked("mode")[0];
      all(start, "[name=side]").forEach(function (input) { input.checked = input.value === side; });
      all(start, "[name=department]").forEach(function (input) { input.checked = mode !== "solo" || input.value !== side; });
      preview();
    }

    function begin(items, mode, isRepeated) {
      if (!items.length) { start.querySelector("details").open = true; return; }
      round = { mode: mode, items: items, at: 0, results: [], isRepeated: isRepeated };
      next();
    }

    function next() {
      if (round.at === round.items.length) finish();
      else if (round.mode === "seat") showWord();
      else showQuestion();
    }

    function total(key) { return round.results.reduce(function (sum, one) { return sum + Number(one[key]); }, 0); }

    /* A question --------------------------------------------------------------------------------------------------- */

    function showQuestion() {
      var question = round.items[round.at], pairs = round.mode === "pairs";
      var others = departments.filter(function (one) { return one !== question.department; });
      var people = { owner: names[question.department] };
      var turn = ask.querySelector("[data-turn]"), hint = ask.querySelector(".quiz__hint");
      ask.reset();
      ask.classList.remove("is-checked");
      ask.querySelector(".quiz__turn").hidden = hint.hidden = !pairs;
      if (pairs) {
        mark(ask.querySelector(".quiz__whose"), others);
        say(turn, "turn", people);
        say(hint.querySelector("span"), "text", people);
      }
      say(ask.querySelector(".quiz__at"), "text", { n: round.at + 1, all: round.items.length });
      ask.querySelector(".quiz__stem").textContent = question.stem;
      say(ask.querySelector(".quiz__result"), "", {});
      ask.querySelector(".quiz__options").replaceChildren.apply(ask.querySelector(".quiz__options"), question.options.map(option));
      ask.querySelector(".quiz__link").href = "#" + question.id;
      ask.querySelector("[type=submit]").hidden = false;
      ask.querySelector("[data-do=next]").hidden = true;
      show(ask, ask.querySelector("legend"));
    }

    function option(one, at) {
      var box = made("div", "", "quiz__option"), label = made("label"), input = made("input");
      input.type = "radio";
      input.name = "answer";
      input.value = String(at);
      label.append(input, made("b", LETTERS[at]), made("span", one.text));
      box.append(label);
      return box;
    }

    function checkAnswer() {
      var question = round.items[round.at], result = ask.querySelector(".quiz__result");
      var answer = ask.querySelector("[name=answer]:checked"), hint = ask.querySelector("[name=hint]");
      if (!answer) { say(result, "none", {}); ask.querySelector("[name=answer]").focus(); return; }
      var right = question.options[answer.value].right;
      var earned = rules.points(right, hint.checked);
      round.results.push({ item: question, right: right, points: earned });
      if (round.mode === "solo") kept.write({ boxes: rules.answered(boxes(), question.id, right, day()) });
      ask.classList.add("is-checked");
      say(result, right ? "right" : "wrong", { answer: LETTERS[question.options.indexOf(answerOf(question))] });
      result.dataset.is = right ? "right" : "wrong";
      if (round.mode === "pairs") {
        var sum = made("span");
        sum.dataset.points = result.dataset.points;
        say(sum, "points", { points: earned, sum: total("points") });
        result.append(" ", sum);
      }
      all(ask, ".quiz__option").forEach(function (box, at) { explain(box, question.options[at], String(at) === answer.value); });
      ask.querySelector(".quiz__hint").hidden = ask.querySelector("[type=submit]").hidden = true;
      var on = ask.querySelector("[data-do=next]");
      say(on, round.at + 1 < round.items.length ? "next" : "last", {});
      on.hidden = false;
      result.focus({ preventScroll: true });
      ask.scrollIntoView({ block: "start" });
    }

    /* What an option was: by word and outline, with its own feedback. */
    function explain(box, one, yours) {
      var texts = ask.querySelector(".quiz__options").dataset;
      var verdict = one.right ? (yours ? texts.both : texts.right) : yours ? texts.yours : "";
      box.querySelector("input").disabled = true;
      if (one.right) box.dataset.is = "right";
      else if (yours) box.dataset.is = "wrong";
      if (verdict) box.querySelector("label").append(made("strong", verdict, "quiz__is"));
      var said = made("p");
      said.append(one.feedback[0], link(one.entry, one.feedback[1]), one.feedback[2]);
      box.append(said);
    }

    /* A word in the hot seat ----------------------------------------------------------------------------------------- */

    function showWord() {
      var word = round.items[round.at], title = seat.querySelector(".quiz__word"), taboo = seat.querySelector(".quiz__taboo");
      mark(seat.querySelector(".quiz__whose"), [word.department]);
      say(seat.querySelector(".quiz__at"), "text", { n: round.at + 1, all: round.items.length });
      seat.querySelector(".quiz__card").className = "quiz__card of-" + word.department;
      title.textContent = word.name;
      taboo.replaceChildren.apply(taboo, word.taboo.map(function (one) { return made("li", one); }));
      say(seat.querySelector(".quiz__guessed"), "text", { n: total("right") });
      show(seat, title);
    }

    function leave(guessed) {
      round.results.push({ item: round.items[round.at], right: guessed, points: 0 });
      round.at += 1;
      next();
    }

    /* The end ------------------------------------------------------------------------------------------------------ */

    function finish() {
      var mode = round.mode, n = total("right"), count = round.results.length, score = total("points");
      var values = { n: n, all: count, points: score, possible: count * 2, target: rules.target(count) };
      var missed = round.results.filter(function (one) { return !one.right; }).map(function (one) { return one.item; });
      var review = end.querySelector(".quiz__review"), code = end.querySelector(".quiz__code");
      say(end.querySelector("h2"), count ? mode : "nothing", values);
      say(end.querySelector(".quiz__verdict"), !count ? "" : mode !== "pairs" ? mode : score >= values.target ? "reached" : "missed", values);
      code.hidden = mode !== "pairs" || !count || round.isRepeated;
      if (!code.hidden) code.querySelector("input").value = rules.code(score, count, Math.floor(Math.random() * 1024));
      code.querySelector("[role=status]").textContent = "";
      review.hidden = end.querySelector("[data-do=wrong]").hidden = !missed.length;
      review.querySelector("ul").replaceChildren.apply(review.querySelector("ul"), links(missed));
      round.missed = missed;
      preview();
      show(end, end.querySelector("h2"));
    }

    function links(items) {
      var seen = new Set();
      return items.filter(function (item) { return !seen.has(item.entry) && seen.add(item.entry); }).map(function (item) {
        var line = made("li");
        line.append(link(item.entry, item.name || answerOf(item).feedback[1]));
        return line;
      });
    }

    function copy() {
      var input = end.querySelector("#quiz-code"), said = end.querySelector(".quiz__code [role=status]");
      input.select();
      /* Only pages from https or this machine may write to the clipboard. */
      var written = navigator.clipboard ? navigator.clipboard.writeText(input.value) : Promise.reject();
      written.then(function () { say(said, "done", {}); }, function () { say(said, "marked", {}); });
    }

    /* What is remembered ------------------------------------------------------------------------------------------- */

    function said(name, values) { say(root.querySelector(".quiz__said"), name, values); }

    function exported() {
      var link = made("a"), name = "dragoman-quiz.json";
      link.href = URL.createObjectURL(new Blob([JSON.stringify({ boxes: boxes() }, null, 1) + "\n"], { type: "application/json" }));
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
      said("exported", { name: name });
    }

    function opened() {
      var id = location.hash.slice(1);
      var found = questions.filter(function (one) { return one.id === id; });
      if (found.length && !(round && !ask.hidden && round.items[round.at] === found[0])) begin(found, "solo");
    }

    var does = {
      next: function () { round.at += 1; next(); },
      stop: function () { finish(); },
      guessed: function () { leave(true); },
      pass: function () { leave(false); },
      again: function () { begin(deal(), picked("mode")[0]); },
      wrong: function () { begin(round.missed, round.mode, true); },
      start: function () { defaults(); show(start, start.querySelector("[type=submit]")); },
      copy: copy,
      export: exported,
    };
    root.addEventListener("click", function (event) {
      var button = event.target.closest("[data-do]");
      if (button && does[button.dataset.do]) does[button.dataset.do]();
    });
    rules.twice(root.querySelector("[data-do=reset]"), root.querySelector(".quiz__sure"), function () {
      kept.write({ boxes: {} });
      preview();
      said("forgotten", {});
    });
    start.addEventListener("submit", function (event) { event.preventDefault(); begin(deal(), picked("mode")[0]); });
    ask.addEventListener("submit", function (event) {
      event.preventDefault();
      if (!ask.classList.contains("is-checked")) checkAnswer();
    });
    start.addEventListener("change", function (event) {
      if (event.target.name === "mode") defaults();
      else if (event.target.name !== "side") preview();
    });
    /* Chosen here or in the header; side.js hears it first. */
    function sided(event) {
      if (!root.isConnected) document.removeEventListener("change", sided);
      else if (event.target.name === "side") defaults();
    }
    function hashed() {
      if (!root.isConnected) window.removeEventListener("hashchange", hashed);
      else opened();
    }
    document.addEventListener("change", sided);
    window.addEventListener("hashchange", hashed);
    kept.write({ boxes: boxes() });
    defaults();
    opened();
  }

  function attach() {
    var root = document.querySelector(".quiz");
    if (!root || root.dataset.started) return;
    root.dataset.started = "yes";
    var script = document.createElement("script");
    script.src = root.dataset.questions;
    script.addEventListener("load", function () {
      var data = dragomanQuiz.data;  // not `rules`, which may be those of a start before
      root.hidden = false;
      play(root, questionsIn(data), wordsIn(data));
    });
    root.append(script);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", attach);
  else attach();
  if (window.document$) window.document$.subscribe(attach);
})();
