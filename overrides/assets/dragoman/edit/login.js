/* The token, for as long as the tab is open, and the way to get one without a server: OAuth 2.0 with PKCE (RFC 7636, S256). */
var dragomanEdit = dragomanEdit || {};

(function (edit) {
  "use strict";

  var TOKEN = "dragoman.token", LOGIN = "dragoman.login";

  function kept(key) { try { return sessionStorage.getItem(key) || ""; } catch (_) { return ""; } }
  function keep(key, value) {
    try {
      if (value) sessionStorage.setItem(key, value);
      else sessionStorage.removeItem(key);
    } catch (_) { /* private windows: it holds for this page */ }
  }

  function url64(bytes) {
    return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function random() { return url64(crypto.getRandomValues(new Uint8Array(32))); }

  function here() { return location.origin + location.pathname; }

  /* Leads to the forge's log-in; it leads back to this page with a code. */
  async function login(settings) {
    var verifier = random(), state = random();
    keep(LOGIN, JSON.stringify({ verifier: verifier, state: state, query: location.search }));
    var digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    location.assign(settings.authorize + "?" + new URLSearchParams({
      client_id: settings.client, redirect_uri: here(), response_type: "code", scope: settings.scope, state: state,
      code_challenge: url64(new Uint8Array(digest)), code_challenge_method: "S256"
    }));
  }

  /* Takes the code that the forge has put into the address, where it is the answer to our own question. */
  async function returned(settings) {
    var query = new URLSearchParams(location.search), asked = kept(LOGIN);
    if (!query.has("state") || !asked) return;
    var login = JSON.parse(asked);
    keep(LOGIN, "");
    history.replaceState(null, "", here() + login.query);
    if (query.get("state") !== login.state || !query.get("code")) throw new edit.Trouble("The log-in was not completed. Log in again; nothing is lost.");
    var answer;
    try {
      answer = await fetch(settings.token, {
        method: "POST", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", headers: { "Accept": "application/json" },
        body: new URLSearchParams({
          client_id: settings.client, code: query.get("code"), grant_type: "authorization_code", redirect_uri: here(), code_verifier: login.verifier
        })
      });
      keep(TOKEN, (await answer.json()).access_token);
    } catch (_) { /* said below */ }
    if (!kept(TOKEN)) throw new edit.Trouble("The log-in was not completed. Log in again; nothing is lost.");
  }

  Object.assign(edit, {
    kept: kept, keep: keep, login: login, returned: returned,
    token: function () { return kept(TOKEN); },
    setToken: function (token) { keep(TOKEN, token); }
  });
})(dragomanEdit);
