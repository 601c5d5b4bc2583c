// What every page does for whoever has a bad connection, or none: it shows at once that something
// is under way, sends nothing into the void, and keeps the list to be read later (list.js).
// A list is kept under the mark of its session, so that nobody reads that of somebody before them.

const LIST = "comptoir.list";
const TICKS = "comptoir.ticks";
const WHO = "comptoir.who";
const PATIENCE = 15_000;

const who = document.body.dataset.who;
const bar = document.getElementById("under-way");
const refused = document.getElementById("refused");

/* Under way: from the tap on until there is an answer. */

let over = 0;
let running = 0;

function begin() {
  bar.hidden = false;
  clearTimeout(over);
  over = setTimeout(end, PATIENCE);
}

function end() {
  clearTimeout(over);
  running = 0;
  bar.hidden = true;
}

function leaves(link) {
  if (!link || link.target || link.hasAttribute("download")) return false;
  if (link.origin !== location.origin) return false;
  return !(link.hash && link.pathname === location.pathname && link.search === location.search);
}

addEventListener("click", (event) => {
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (plain && !event.defaultPrevented && leaves(event.target.closest?.("a[href]"))) begin();
});
addEventListener("submit", (event) => event.defaultPrevented || begin());
addEventListener("pageshow", end);

const streams = (event) => /\/live(\?|$)/.test(event.detail.ctx?.request?.action ?? "");
document.addEventListener("htmx:before:request", (event) => {
  if (streams(event)) return;
  running += 1;
  begin();
});
document.addEventListener("htmx:finally:request", (event) => {
  if (streams(event)) return;
  running = Math.max(0, running - 1);
  if (running === 0) end();
});

/* Nothing is sent without a connection: nobody could say whether it had arrived. */

addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    const method = submitter?.getAttribute("formmethod") ?? form.getAttribute("method");
    if (navigator.onLine || method?.toLowerCase() !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    refused.textContent = refused.dataset.text;
  },
  true,
);
addEventListener("online", () => (refused.textContent = ""));

/* The list, as it was last seen. */

function forget() {
  for (const each of [LIST, TICKS]) localStorage.removeItem(each);
}

async function keep() {
  const answer = await fetch("/list.json", { credentials: "same-origin" });
  if (!answer.ok) return;
  const list = await answer.json();
  // Another window may have signed out meanwhile; where nobody was, a visit may have begun.
  const known = localStorage.getItem(WHO);
  if (known && list.who !== known) return;
  localStorage.setItem(WHO, list.who);
  if (list.lists.length) localStorage.setItem(LIST, JSON.stringify(list));
  else forget();
}

function cart() {
  const places = document.querySelectorAll(".cart-link, .cart-total");
  return [...places].map((each) => each.textContent).join();
}

if (who !== undefined) {
  if (localStorage.getItem(WHO) !== who) {
    forget();
    localStorage.setItem(WHO, who);
  }
  const quietly = () => keep().catch(() => {});
  const soon = globalThis.requestIdleCallback ?? setTimeout;
  let later = 0;
  let seen = cart();
  if (who) soon(quietly);
  document.addEventListener("htmx:after:swap", () => {
    if (cart() === seen) return;
    seen = cart();
    clearTimeout(later);
    later = setTimeout(quietly, 500);
  });
}

/* The worker that answers where there is no net. */

if ("serviceWorker" in navigator) {
  const language = document.documentElement.lang === "en" ? "en" : "fr";
  const address = `/worker.js?lang=${language}`;
  const policy = globalThis.trustedTypes?.createPolicy("comptoir", { createScriptURL: () => address });
  const register = () => navigator.serviceWorker.register(policy?.createScriptURL("") ?? address, { scope: "/" });
  if (document.readyState === "complete") register().catch(() => {});
  else addEventListener("load", () => register().catch(() => {}));
}
