/* The rules of the joint quiz: which questions come, what an answer earns, when it comes again. Knows no page, no clock and
   no chance: day and random are handed in. A question is { id, type, department, entry }. */
var dragomanQuiz = (function () {
  "use strict";

  var DAYS = [0, 2, 7, 30];  // until a question in this box is due again
  var MOST = 500;  // questions in a round of pairs: more don't fit into a code
  var CIPHERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32: nothing that is mistaken for 0 or 1
  var PRIME = 1021;  // the largest below 32 * 32: every wrong or swapped character changes the check

  function shuffled(list, random) {
    var mixed = list.slice();
    for (var at = mixed.length - 1; at > 0; at--) {
      var other = Math.floor(random() * (at + 1)), kept = mixed[at];
      mixed[at] = mixed[other];
      mixed[other] = kept;
    }
    return mixed;
  }

  function groups(list, key) {
    var found = new Map();
    list.forEach(function (one) { found.set(key(one), (found.get(key(one)) || []).concat([one])); });
    return Array.from(found.values());
  }

  /* One of each pile in turn; piles that are used up are passed over. */
  function inTurn(piles) {
    var dealt = [], longest = Math.max.apply(null, piles.map(function (pile) { return pile.length; }).concat([0]));
    for (var at = 0; at < longest; at++) {
      piles.forEach(function (pile) { if (at < pile.length) dealt.push(pile[at]); });
    }
    return dealt;
  }

  function fitting(questions, departments, types) {
    return questions.filter(function (one) {
      return departments.indexOf(one.department) >= 0 && types.indexOf(one.type) >= 0;
    });
  }

  function dueOn(box) { return box[1] + DAYS[box[0]]; }

  /* 0: due for repetition, 1: new, 2: not due yet. */
  function urgency(id, boxes, today) { return !boxes[id] ? 1 : dueOn(boxes[id]) <= today ? 0 : 2; }

  /* Up to `count` questions: what is due before what is new, types in turn, no entry twice while there are others. */
  function chosen(questions, count, boxes, today, random) {
    var seen = new Set(), first = [], again = [];
    function rank(one) { return urgency(one.id, boxes, today); }
    groups(shuffled(questions, random), rank)
      .sort(function (one, other) { return rank(one[0]) - rank(other[0]); })
      .forEach(function (rank) {
        inTurn(groups(rank, function (one) { return one.type; })).forEach(function (one) {
          (seen.has(one.entry) ? again : first).push(one);
          seen.add(one.entry);
        });
      });
    return first.concat(again).slice(0, count);
  }

  /* Strictly in turn between the departments, chance says who begins; it ends when one has no more. */
  function alternating(questions, departments, count, random) {
    var piles = shuffled(departments, random).map(function (department) {
      var own = questions.filter(function (one) { return one.department === department; });
      return chosen(own, own.length, {}, 0, random);
    });
    var rounds = Math.min.apply(null, piles.map(function (pile) { return pile.length; }).concat([MOST]));
    /* Whoever began may have one more. */
    var even = piles.map(function (pile, at) {
      var before = piles.slice(0, at).every(function (earlier) { return earlier.length > rounds; });
      return pile.slice(0, before ? rounds + 1 : rounds);
    });
    return inTurn(even).slice(0, Math.min(count, MOST));
  }

  /* A right answer puts a question one box on, a wrong one back into the first. */
  function answered(boxes, id, right, today) {
    var next = Object.assign({}, boxes);
    next[id] = [right ? Math.min((boxes[id] || [0])[0] + 1, DAYS.length - 1) : 0, today];
    return next;
  }

  function isDay(value) { return Number.isInteger(value) && value >= 0; }

  /* What of the stored boxes makes sense: of questions that exist, in boxes that exist. */
  function known(stored, ids) {
    var boxes = {};
    ids.forEach(function (id) {
      var box = stored && Object.prototype.hasOwnProperty.call(stored, id) ? stored[id] : null;
      if (Array.isArray(box) && box.length === 2 && isDay(box[0]) && box[0] < DAYS.length && isDay(box[1])) boxes[id] = box;
    });
    return boxes;
  }

  function due(boxes, today) {
    return Object.keys(boxes).filter(function (id) { return dueOn(boxes[id]) <= today; }).length;
  }

  function points(right, hint) { return !right ? 0 : hint ? 1 : 2; }

  /* Three quarters of what can be reached, for so many questions. */
  function target(questions) { return Math.ceil(questions * 2 * 3 / 4); }

  function ciphers(number) { return CIPHERS[Math.floor(number / 32) % 32] + CIPHERS[number % 32]; }

  function check(body) {
    var sum = 7;
    body.split("").forEach(function (cipher) { sum = (sum * 37 + CIPHERS.indexOf(cipher)) % PRIME; });
    return ciphers(sum);
  }

  /* Points and questions as eight characters; `mark`, below 1024, tells equal results of two pairs apart. */
  function code(score, questions, mark) {
    var body = ciphers(mark) + ciphers(score) + ciphers(questions);
    return body.slice(0, 4) + "-" + body.slice(4) + check(body);
  }

  /* { code, points, questions }, or null for anything that no pair has reached. */
  function decoded(typed) {
    var text = typed.toUpperCase().replace(/[\s\-–]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(text) || check(text.slice(0, 6)) !== text.slice(6)) return null;
    function number(at) { return CIPHERS.indexOf(text[at]) * 32 + CIPHERS.indexOf(text[at + 1]); }
    var score = number(2), questions = number(4);
    if (!questions || questions > MOST || score > questions * 2) return null;
    return { code: text.slice(0, 4) + "-" + text.slice(4), points: score, questions: questions };
  }

  /* { points, possible, target } of the results of all pairs in a room. */
  function together(results) {
    return results.reduce(function (sum, one) {
      return {
        points: sum.points + one.points,
        possible: sum.possible + one.questions * 2,
        target: sum.target + target(one.questions),
      };
    }, { points: 0, possible: 0, target: 0 });
  }

  return {
    DAYS: DAYS, shuffled: shuffled, fitting: fitting, chosen: chosen, alternating: alternating, answered: answered,
    known: known, due: due, points: points, target: target, code: code, decoded: decoded, together: together,
  };
})();

if (typeof module !== "undefined") module.exports = dragomanQuiz;
