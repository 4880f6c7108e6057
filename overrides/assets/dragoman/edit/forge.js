/* The forge's API: the file as it is now, and a branch with a pull request. Only the address that mkdocs.yml names is
   ever called. What goes wrong is a Trouble, whose message says what to do; what was typed stays in the form. */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var CHANGED = "Somebody changed the glossary meanwhile. Reload and send again.";
  var SAID = {
    401: "{name} does not accept the token (401). Log in again or enter another one; nothing is lost.",
    403: "{name} says that you may not write to this repository (403). Ask for the right, or put the text in by hand; nothing is lost.",
    404: "{name} does not find the repository or the file (404), or your token may not see it. Nothing is lost.",
    409: CHANGED
  };
  var OTHERWISE = "{name} answered with an error ({status}). Try again later; nothing is lost.";
  var HALF = "{name} has taken your change into the branch {branch}, but made no pull request from it ({status}). Open one there; nothing is lost.";
  var GARBLED = "The glossary at {name} is no UTF-8 text, so nothing can be changed in it safely. Tell an editor; nothing is lost.";
  var SILENT = "{name} can't be reached. Look at your connection and try again; nothing is lost.";

  function Trouble(message, status) { this.message = message; this.status = status || 0; }

  function Forge(settings, token) {
    this.settings = settings;
    this.token = token;
    this.calls = KINDS[settings.kind];
    var project = settings.project.split("/").map(encodeURIComponent);
    this.base = settings.api + (settings.kind === "gitlab" ? "/projects/" + project.join("%2F") : "/repos/" + project.join("/"));
  }

  /* {text, sha} of a file as it is now. */
  Forge.prototype.file = async function (path) {
    var found = await this.call("GET", this.calls.file(path, this.settings.branch));
    if (found.encoding !== "base64") throw new Trouble(edit.filled(OTHERWISE, { name: this.settings.name, status: "no text" }));
    var bytes = Uint8Array.from(atob(found.content.replace(/\s/g, "")), function (char) { return char.charCodeAt(0); });
    try {
      /* With its byte order mark, if it has one: what isn't touched stays as it is. */
      return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), sha: found.last_commit_id || found.sha };
    } catch (_) { throw new Trouble(edit.filled(GARBLED, { name: this.settings.name })); }
  };

  /* Makes a branch with the new text and a pull request from it; gives its address. `sent` has path, text, sha, branch, title, body. */
  Forge.prototype.send = async function (sent) {
    return this.calls.send(this, Object.assign({ base: this.settings.branch }, sent));
  };

  Forge.prototype.call = async function (method, path, body) {
    var answer, name = this.settings.name, found = {};
    try {
      answer = await fetch(this.base + path, {
        method: method, credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", cache: "no-store",
        headers: Object.assign({ "Authorization": "Bearer " + this.token, "Accept": "application/json" }, body && { "Content-Type": "application/json" }),
        body: body && JSON.stringify(body)
      });
    } catch (_) { throw new Trouble(edit.filled(SILENT, { name: name })); }
    try { found = await answer.json(); } catch (_) { /* some answers are empty */ }
    if (answer.ok) return found;
    /* Gitea says 422 and GitLab 400 where the file is no longer the one that was read. */
    var stale = /does not match|has changed since|sha/i.test(found.message || "") && [400, 409, 422].indexOf(answer.status) >= 0;
    throw new Trouble(stale ? CHANGED : edit.filled(SAID[answer.status] || OTHERWISE, { name: name, status: answer.status }), answer.status);
  };

  function encoded(text) {
    var binary = "";
    new TextEncoder().encode(text).forEach(function (byte) { binary += String.fromCharCode(byte); });
    return btoa(binary);
  }

  function contents(path) { return "/contents/" + path.split("/").map(encodeURIComponent).join("/"); }

  /* The address of a pull request from the branch, which is there already. */
  async function pull(forge, sent, path, body) {
    try {
      var made = await forge.call("POST", path, body);
      return made.html_url || made.web_url;
    } catch (error) {
      throw new Trouble(edit.filled(HALF, { name: forge.settings.name, branch: sent.branch, status: error.status || "no answer" }));
    }
  }

  function pulls(forge, sent) {
    return pull(forge, sent, "/pulls", { title: sent.title, body: sent.body, head: sent.branch, base: sent.base });
  }

  var KINDS = {
    gitea: {
      file: function (path, branch) { return contents(path) + "?ref=" + encodeURIComponent(branch); },
      send: async function (forge, sent) {
        await forge.call("PUT", contents(sent.path), {
          branch: sent.base, new_branch: sent.branch, sha: sent.sha, message: sent.title, content: encoded(sent.text)
        });
        return pulls(forge, sent);
      }
    },
    github: {
      file: function (path, branch) { return contents(path) + "?ref=" + encodeURIComponent(branch); },
      send: async function (forge, sent) {
        var head = await forge.call("GET", "/git/ref/heads/" + encodeURIComponent(sent.base));
        await forge.call("POST", "/git/refs", { ref: "refs/heads/" + sent.branch, sha: head.object.sha });
        try {
          await forge.call("PUT", contents(sent.path), {
            branch: sent.branch, sha: sent.sha, message: sent.title, content: encoded(sent.text)
          });
        } catch (error) {
          /* No empty branch stays behind. */
          await forge.call("DELETE", "/git/refs/heads/" + sent.branch).catch(function () {});
          throw error;
        }
        return pulls(forge, sent);
      }
    },
    gitlab: {
      file: function (path, branch) { return "/repository/files/" + encodeURIComponent(path) + "?ref=" + encodeURIComponent(branch); },
      send: async function (forge, sent) {
        await forge.call("POST", "/repository/commits", {
          branch: sent.branch, start_branch: sent.base, commit_message: sent.title,
          actions: [{ action: "update", file_path: sent.path, content: sent.text, last_commit_id: sent.sha }]
        });
        return pull(forge, sent, "/merge_requests", {
          source_branch: sent.branch, target_branch: sent.base, title: sent.title, description: sent.body, remove_source_branch: true
        });
      }
    }
  };

  Object.assign(edit, { Forge: Forge, Trouble: Trouble, CHANGED: CHANGED });
})(dragomanEdit);
