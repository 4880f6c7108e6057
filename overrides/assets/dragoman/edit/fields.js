/* The form's controls and the values in them, by path: a text, a list of texts, or a list of sources. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var LISTS = ["texts", "ids", "earlier"];

  function Fields(root, known) {
    this.root = root;
    this.known = known;
    this.touched = {};
    root.addEventListener("click", this.onClick.bind(this));
  }

  Fields.prototype.control = function (path) { return this.root.elements[path]; };

  Fields.prototype.box = function (path) { return this.root.querySelector('[data-path="' + path + '"]'); };

  /* All values, without the empty ones, as they would be read from the file. */
  Fields.prototype.values = function () {
    var found = {};
    this.known.controls.forEach(function (control) {
      var value = this.value(control);
      if (!edit.isEmpty(value)) found[control.path] = value;
    }, this);
    return found;
  };

  Fields.prototype.value = function (control) {
    if (control.kind === "sources") return this.sources(control);
    var text = edit.normal(this.control(control.path).value);
    if (LISTS.indexOf(control.kind) < 0) return text;
    return text.split("\n").map(function (line) { return line.trim(); }).filter(Boolean);
  };

  Fields.prototype.sources = function (control) {
    return Array.from(this.box(control.path).querySelectorAll(".edit__source")).map(function (row) {
      var found = {};
      row.querySelectorAll("[data-part]").forEach(function (input) { if (input.value.trim()) found[input.dataset.part] = input.value.trim(); });
      return found;
    }).filter(function (source) { return Object.keys(source).length; });
  };

  /* Puts a value into its control; nothing empties it. */
  Fields.prototype.set = function (path, value) {
    var control = this.known.controls.find(function (one) { return one.path === path; });
    if (control && control.kind === "sources") {
      this.box(path).querySelectorAll(".edit__source").forEach(function (row) { row.remove(); });
      (value || []).forEach(function (source) { this.addSource(this.box(path), source); }, this);
      return;
    }
    var element = control && this.control(path), text = Array.isArray(value) ? value.join("\n") : value || "";
    if (!element) return;
    /* A word that is no choice is kept: the check will name it. */
    if (element.options && text && !Array.from(element.options).some(function (option) { return option.value === text; })) {
      element.add(new Option(text, text));
    }
    element.value = text;
  };

  Fields.prototype.fill = function (values) {
    this.known.controls.forEach(function (control) { this.set(control.path, values[control.path]); }, this);
  };

  Fields.prototype.addSource = function (box, source) {
    var row = box.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelectorAll("[data-part]").forEach(function (input) { input.value = (source && source[input.dataset.part]) || ""; });
    box.querySelector(".edit__sources").appendChild(row);
    return row;
  };

  Fields.prototype.onClick = function (event) {
    var button = event.target.closest("button"), box = button && button.closest(".edit__field[data-path]");
    if (!box || !(button.matches("[data-add], [data-remove]"))) return;
    if (button.matches("[data-add]")) this.addSource(box).querySelector("input").focus();
    else {
      button.closest(".edit__source").remove();
      box.querySelector("[data-add]").focus();
    }
    this.root.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* Shows what is wrong beside the fields: of those that were left already, or of `all`. */
  Fields.prototype.complain = function (problems, all) {
    var said = {};
    problems.forEach(function (problem) {
      if (all || this.touched[problem.path] || this.touched[problem.by]) (said[problem.path] = said[problem.path] || []).push(problem.text);
    }, this);
    this.known.controls.forEach(function (control) {
      var box = this.box(control.path), place = box.querySelector(".edit__wrong");
      var text = (said[control.path] || []).join("\n");
      var element = document.getElementById(place.id.replace(/-wrong$/, ""));
      place.textContent = text;
      if (element.matches("input, select, textarea")) {
        if (text) element.setAttribute("aria-invalid", "true");
        else element.removeAttribute("aria-invalid");
      }
      box.classList.toggle("is-wrong", Boolean(text));
    }, this);
  };

  /* Leads to the first field with a problem, out of whatever hides it. */
  Fields.prototype.focus = function (path) {
    var box = this.box(path);
    for (var hidden = box.closest("details"); hidden; hidden = hidden.parentElement.closest("details")) hidden.open = true;
    box.querySelector("input, select, textarea, button").focus();
  };

  /* What an entry holds, by path: {views: {it: …}} is {"views.it": …}. */
  function flat(values, lead) {
    var found = {};
    Object.keys(values).forEach(function (name) {
      var path = (lead || "") + name, value = values[name];
      if (typeof value === "object" && !Array.isArray(value)) Object.assign(found, flat(value, path + "."));
      else if (!edit.isEmpty(value)) found[path] = value;
    });
    return found;
  }

  /* The other way round. */
  function nested(values) {
    var found = {};
    Object.keys(values).forEach(function (path) { found = edit.changed(found, path.split("."), values[path]); });
    return found;
  }

  /* The values that differ; null for those that are gone. What has no control stays as it is. */
  function changes(before, after, controls) {
    var found = {};
    controls.forEach(function (control) {
      var path = control.path;
      if (!edit.same([before[path]], [after[path]])) found[path] = path in after ? after[path] : null;
    });
    return found;
  }

  Object.assign(edit, { Fields: Fields, flat: flat, nested: nested, changes: changes });
})(dragomanEdit);
