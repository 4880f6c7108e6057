/* The edit form: brings fields, checks, preview, lines and forge together. What is typed is kept in this tab until it
   is sent, for each entry on its own. */
(function (edit) {
  "use strict";

  var WAIT = 120;  // ms after the last key until everything is computed anew

  function Form(root, known) {
    this.root = root;
    this.known = known;
    this.forge = known.forge && known.forge.api ? known.forge : null;
    this.fields = new edit.Fields(root.querySelector(".edit__form"), known);
    edit.order = known.order;
  }

  Form.prototype.start = async function () {
    var query = new URLSearchParams(location.search), trouble = "", text = this.known.text;
    this.find(".edit__without").hidden = true;
    if (this.forge) {
      try {
        await edit.returned(this.forge);
        if (edit.token()) text = (await new edit.Forge(this.forge, edit.token()).file(this.known.file)).text;
      } catch (error) { trouble = this.reason(error); }
      query = new URLSearchParams(location.search);
    }
    this.file = new edit.File(text);
    this.id = query.get("entry") || "";
    this.entry = this.id ? this.file.entry(this.id) : null;
    if (this.id && !this.entry) trouble = "No entry has the id " + edit.quoted(this.id) + edit.didYouMean(this.id, this.file.ids()) + " Here you can add one.";
    this.base = this.entry ? edit.flat(this.entry.values) : {};
    this.open(query.get("term") || "");
    this.say(trouble);
    this.listen();
    this.refresh();
  };

  /* Fills the fields: with the entry, and with what was typed before in this tab. */
  Form.prototype.open = function (term) {
    var form = this.root.querySelector(".edit__form"), id = form.elements.id, draft = this.draft();
    var values = Object.assign({}, this.base);
    Object.keys(draft).forEach(function (path) {
      if (draft[path] === null) delete values[path];
      else values[path] = draft[path];
    });
    if (!this.entry && term && !values.term) values.term = term;
    this.fields.fill(values);
    id.readOnly = Boolean(this.entry);
    this.proposes = !this.entry && !values.id;
    if (!this.entry) this.find("h1").textContent = "Add an entry";
    this.find("#edit-lead").textContent = this.entry ?
      "You are changing " + name(this.base) + (this.base.expansion ? ", " + this.base.expansion : "") + "." :
      "You are adding an entry. Only what is marked as needed must be there; the rest can come later.";
    this.find(".edit__draft span").textContent = "What you typed before is still here.";
    this.find(".edit__draft").hidden = !Object.keys(draft).length;
    this.find(".edit__with").hidden = false;
    this.find("[data-with-token]").hidden = !this.forge;
    this.find("[data-without-token]").hidden = Boolean(this.forge);
    this.find("[data-by-hand]").open = !this.forge && !(this.known.forge && this.known.forge.issue);
    this.showLogin();
  };

  Form.prototype.listen = function () {
    var form = this.root.querySelector(".edit__form"), self = this, timer = 0;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function (event) {
      if (event.target.name === "id") self.proposes = false;
      self.sent = "";
      clearTimeout(timer);
      timer = setTimeout(function () { self.refresh(); }, WAIT);
    });
    form.addEventListener("focusin", function (event) { uncover(event.target); });
    form.addEventListener("focusout", function (event) {
      var box = event.target.closest("[data-path]");
      if (!box) return;
      self.fields.touched[box.dataset.path] = true;
      self.complain();
    });
    this.on("[data-forget]", function () { edit.keep(self.key(), ""); self.open(""); self.refresh(); self.say("Discarded."); });
    this.on("[data-issue]", function (event) { if (!self.ready()) event.preventDefault(); });
    this.on("[data-copy]", function () { self.copy(); });
    this.on("[data-download]", function () { self.download(); });
    this.on("[data-send]", function () { self.send(); });
    this.find("[data-with-token]").addEventListener("submit", function (event) { event.preventDefault(); self.send(); });
    this.on("[data-login]", function () { edit.login(self.forge); });
    this.on("[data-logout]", function () { edit.setToken(""); self.showLogin(); });
  };

  Form.prototype.refresh = function () {
    var form = this.root.querySelector(".edit__form");
    if (this.proposes) form.elements.id.value = this.proposal(form.elements.term.value, form.elements.qualifier.value);
    this.values = this.fields.values();
    this.edits = edit.changes(this.base, this.values, this.known.controls);
    edit.keep(this.key(), Object.keys(this.edits).length && !this.sent ? JSON.stringify(this.edits) : "");
    this.complain();
    edit.show(this.root, this.values);
    this.change = this.changed();
    if (this.stuck || (this.tried && !this.problems.length)) this.say("");
    this.stuck = this.change && this.change.stuck;
    this.showChange();
  };

  Form.prototype.complain = function () {
    this.problems = edit.problems(this.values, this.id, this.file, this.known);
    this.fields.complain(this.problems, this.tried);
  };

  /* An id from the term, and the qualifier where the term alone is taken. */
  Form.prototype.proposal = function (term, qualifier) {
    var ids = this.file.ids(), words = [term, term + " " + qualifier].map(function (text) {
      return dragomanFolded(text).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64).replace(/-+$/, "");
    });
    return words.find(function (word) { return word && ids.indexOf(word) < 0; }) || words[0];
  };

  /* The entry's lines before and after, and where they stand; null where nothing has changed, or what prevents it. */
  Form.prototype.changed = function () {
    if (!Object.keys(this.edits).length) return null;
    if (!this.entry && !(this.values.term && this.values.id)) return null;
    try {
      var after = new edit.File(this.applied(this.file)), found = after.entry(this.values.id), at = found.at;
      var next = at + 1 < after.dashes.length ? this.file.find(after.word(at + 1, "id")) : -1;
      var other = next < 0 ? null : { name: this.file.word(next, "term"), line: this.file.dashes[next] + 1 };
      return { before: this.entry, after: found, next: other, moved: Boolean(this.entry && this.entry.at !== at) };
    } catch (error) {
      if (!(error instanceof edit.Stuck)) throw error;
      var text = edit.itemLines(edit.nested(this.values), edit.STEP, "\n") + "\n";
      return { before: this.entry, after: { text: text, values: this.values }, next: null, stuck: error.message };
    }
  };

  /* The whole text of `file` with what was typed. */
  Form.prototype.applied = function (file) {
    return this.entry ? file.withEdits(this.id, this.edits) : file.withEntry(edit.nested(this.values));
  };

  Form.prototype.showChange = function () {
    var change = this.change, lines = this.find(".edit__changed .edit__lines");
    this.find(".edit__nothing").hidden = Boolean(change);
    this.find(".edit__changed").hidden = !change;
    this.find(".edit__send").hidden = !change && !this.sent;
    if (!change) return;
    if (this.stuck) this.say(sentence(this.stuck) + " You can send it as an issue, or put it in by hand.");
    var sent = edit.proposal(change, name(this.values), this.known), link = this.find("[data-issue]");
    this.find(".edit__changed [data-where]").textContent = change.before ?
      this.known.file + ", lines " + change.before.first + " to " + change.before.last : this.known.file;
    show(lines, edit.difference(change.before ? change.before.text : "", change.after.text));
    this.find("[data-place]").textContent = sent.place;
    this.find("[data-yaml]").textContent = sent.text;
    if (!link) return;
    var issue = edit.issue(this.known.forge, sent);
    link.href = issue.url;
    this.find("[data-too-long]").hidden = !issue.short;
    if (issue.short) this.find("[data-by-hand]").open = true;
  };

  /* Whether it can be sent; if not, says why and leads there. */
  Form.prototype.ready = function () {
    this.tried = true;
    this.refresh();
    var count = this.problems.length;
    if (count) {
      this.say(count === 1 ? "One thing to mend: " + this.problems[0].text + "." : count + " things to mend; the first: " + this.problems[0].text + ".");
      this.fields.focus(this.problems[0].path);
      return false;
    }
    if (!this.change) this.say("Nothing has changed yet.");
    return Boolean(this.change);
  };

  Form.prototype.send = async function () {
    var typed = this.find("#edit-token").value.trim(), button = this.find("[data-send]");
    if (!this.ready() || button.getAttribute("aria-disabled")) return;
    if (typed) edit.setToken(typed);
    this.token = typed || edit.token() || this.token;
    if (!this.token) { this.say("Enter your access token first."); this.find("#edit-token").focus(); return; }
    button.setAttribute("aria-disabled", "true");
    this.say("Sending …");
    try {
      this.sent = await this.proposed(new edit.Forge(this.forge, this.token));
      edit.keep(this.key(), "");
      this.say("Sent. It is now a proposal of its own, and is published when the department agrees.");
      var link = this.find("[data-done]");
      link.href = edit.isSafeUrl(this.sent || "") ? this.sent : this.forge.url;
      link.textContent = "See your proposal at " + this.forge.name;
      this.find(".edit__done").hidden = false;
      link.focus();
    } catch (error) {
      if (error.status === 401) { edit.setToken(""); this.token = ""; }
      if (error instanceof edit.Stuck) this.find("[data-by-hand]").open = true;
      this.say(this.reason(error));
    }
    button.removeAttribute("aria-disabled");
    this.showLogin();
  };

  /* Makes the pull request from the file as it is now, unless this very entry has changed meanwhile. */
  Form.prototype.proposed = async function (forge) {
    var current = await forge.file(this.known.file), file = new edit.File(current.text);
    var now = this.entry && file.entry(this.id), id = this.values.id;
    if (this.entry && (!now || now.text !== this.entry.text)) throw new edit.Trouble(edit.CHANGED);
    if (!this.entry && file.find(id) >= 0) throw new edit.Trouble(edit.CHANGED);
    var sent = edit.proposal(this.change, name(this.values), this.known);
    var suffix = Array.from(crypto.getRandomValues(new Uint8Array(3)), function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
    return forge.send({
      path: this.known.file, text: this.applied(file), sha: current.sha, branch: "glossary/" + id + "-" + suffix, title: sent.title,
      body: "Changed: " + Object.keys(this.edits).join(", ") + "\n"
    });
  };

  Form.prototype.showLogin = function () {
    if (!this.forge) return;
    var known = Boolean(edit.token()), pkce = this.forge.login === "pkce";
    this.find("[data-token-field]").hidden = known || pkce;
    this.find("#edit-token").value = "";
    this.find("[data-send]").hidden = pkce && !known;
    this.find("[data-login]").hidden = !pkce || known;
    this.find("[data-logout]").hidden = !known;
  };

  Form.prototype.copy = async function () {
    var text = this.find("[data-yaml]");
    try { await navigator.clipboard.writeText(text.textContent); } catch (_) {
      /* Without a secure connection there is only the old way. */
      getSelection().selectAllChildren(text);
      if (!document.execCommand("copy")) { this.say("Your browser doesn't copy by itself; the text is marked, copy it with the keyboard."); return; }
    }
    this.say("Copied.");
  };

  Form.prototype.download = function () {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.find("[data-yaml]").textContent], { type: "text/yaml" }));
    link.download = (this.values.id || "entry") + ".yaml";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  };

  Form.prototype.key = function () { return "dragoman.draft." + (this.entry ? this.id : ""); };
  Form.prototype.draft = function () {
    try { return JSON.parse(edit.kept(this.key()) || "{}"); } catch (_) { return {}; }
  };
  Form.prototype.say = function (text) { this.find(".edit__status").textContent = text; };
  Form.prototype.reason = function (error) {
    if (error instanceof edit.Trouble) return error.message;
    if (error instanceof edit.Stuck) return sentence(error.message) + " Copy the text below and put it in by hand; nothing is lost.";
    throw error;
  };
  Form.prototype.find = function (selector) { return this.root.querySelector(selector); };
  Form.prototype.on = function (selector, what) {
    var element = this.find(selector);
    if (element) element.addEventListener("click", what);
  };

  /* Lines with their marks; of those that stay, two on each side of a change. */
  function show(place, lines) {
    place.textContent = "";
    var skipped = false;
    lines.forEach(function (line, at) {
      var near = lines.slice(Math.max(0, at - 2), at + 3).some(function (one) { return one[0] !== " "; });
      if (!near && skipped) return;
      skipped = !near;
      var row = document.createElement(line[0] === "-" ? "del" : line[0] === "+" ? "ins" : "span");
      row.textContent = near ? line[0] + " " + line[1] : "  …";
      place.appendChild(row);
    });
  }

  function sentence(text) { return text[0].toUpperCase() + text.slice(1) + "."; }

  function name(values) { return (values.term || "") + (values.qualifier ? " (" + values.qualifier + ")" : ""); }

  function start() {
    var root = document.querySelector(".edit");
    if (!root || root.dataset.started || typeof dragomanGlossary === "undefined") return;
    root.dataset.started = "yes";
    new Form(root, dragomanGlossary).start();
  }

  /* Of a textarea that is reached backwards, browsers bring only its last line into sight, below the header. */
  function uncover(field) {
    var header = document.querySelector(".md-header");
    if (header && field.getBoundingClientRect().bottom < 2 * header.offsetHeight) field.scrollIntoView({block: "nearest"});
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  if (window.document$) window.document$.subscribe(start);
})(dragomanEdit);
