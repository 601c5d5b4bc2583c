// What the page does by itself, beside htmx. Everything works without it, only less smoothly.

const log = document.getElementById("log");
const say = document.getElementById("say");
const composer = document.getElementById("composer");
const offline = document.getElementById("offline");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// htmx sends the forms of what it is told to; links lead to other pages.
document.addEventListener("htmx:before:init", (event) => {
  if (event.target.matches?.("a")) event.preventDefault();
});

// Of a row that goes on beyond the edge, where one is stands in the middle.
for (const here of document.querySelectorAll(".aisles [aria-current], .tabs [aria-current]")) {
  const row = here.closest("ul, .tabs");
  const [inner, outer] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

// A picked store is a chosen one: no second click.
const stores = document.querySelector(".store");
if (stores) {
  stores.classList.add("by-itself");
  stores.elements.store.addEventListener("change", () => stores.requestSubmit());
}

// Whatever stays on top says how high it is, so that nothing hides beneath it.
const head = document.querySelector(".top");
if (head) {
  new ResizeObserver(() =>
    document.documentElement.style.setProperty("--top", `${head.offsetHeight}px`),
  ).observe(head);
}

// Shows the newest words: inside the log where it scrolls by itself, from its end, else on the page.
if (log) {
  const last = () => log.querySelector(".turn:last-child");
  let known = last()?.id;
  new MutationObserver(() => {
    const turn = last();
    if (turn?.id === known) return;
    known = turn?.id;
    const behavior = calm.matches ? "instant" : "smooth";
    if (log.scrollHeight > log.clientHeight + 1) log.scrollTo({ top: 0, behavior });
    else if (!log.closest(".side")) turn?.scrollIntoView({ block: "nearest", behavior });
  }).observe(log, { childList: true, subtree: true });
}

// What was said leaves the field once it has been answered, unless more was typed meanwhile.
let sent = "";
document.addEventListener("htmx:config:request", (event) => {
  if (event.target === composer) sent = say.value;
});
document.addEventListener("htmx:after:swap", (event) => {
  const status = event.detail.ctx?.response?.status;
  if (event.target === composer && status < 400 && say.value === sent) say.value = "";
});

// Whoever removes a line with the keyboard goes on at the cart, not at the top of the page; the live
// stream may have taken the line away before the answer is there.
const carts = new WeakMap();
document.addEventListener("submit", ({ submitter }) => {
  const cart = submitter?.closest(".line")?.closest("[tabindex='-1']");
  if (cart) carts.set(submitter, cart);
}, true);
document.addEventListener("htmx:after:request", (event) => {
  const button = event.detail.ctx?.request?.submitter;
  const cart = button && carts.get(button);
  if (!cart) return;
  requestAnimationFrame(() => {
    const nowhere = document.activeElement === document.body;
    if (nowhere && !button.isConnected) cart.focus({ preventScroll: true });
  });
});

// A form that was refused leads to its first mistake; one that was taken closes, and the keyboard
// goes on at the cart.
document.addEventListener("htmx:after:swap", (event) => {
  const ctx = event.detail.ctx;
  if (ctx?.sourceElement?.id !== "place-form") return;
  const form = document.getElementById("place-form");
  if (ctx.response?.status < 400) {
    form?.closest("details")?.removeAttribute("open");
    document.getElementById("cart").focus({ preventScroll: true });
  } else {
    form?.querySelector("[aria-invalid]")?.focus();
  }
});

// A field that somebody has typed into stays as it is, whatever else changes around it.
document.addEventListener("input", ({ target }) => target.closest(".field")?.classList.add("typing"));
document.addEventListener("submit", ({ target }) => {
  for (const field of target.querySelectorAll(".typing")) field.classList.remove("typing");
});

function tell(text) {
  if (offline && offline.textContent !== text) offline.textContent = text;
}
document.addEventListener("htmx:sse:error", () => tell(offline?.dataset.text));
document.addEventListener("htmx:error", (event) => {
  if (event.detail.error instanceof TypeError) tell(offline?.dataset.text);
});
document.addEventListener("htmx:sse:after:connection", () => tell(""));
