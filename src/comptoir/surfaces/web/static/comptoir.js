// What the page does by itself, beside htmx. Everything works without it, only less smoothly.

const log = document.getElementById("log");
const say = document.getElementById("say");
const composer = document.getElementById("composer");
const offline = document.getElementById("offline");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// A picked store is a chosen one: no second click.
const stores = document.querySelector(".store");
if (stores) {
  stores.classList.add("by-itself");
  stores.elements.store.addEventListener("change", () => stores.requestSubmit());
}

function last() {
  return log.querySelector(".turn:last-child");
}

// Shows the newest words: inside the log where it scrolls by itself, else on the page.
function follow(behavior) {
  const turn = last();
  if (!turn) return;
  if (log.scrollHeight > log.clientHeight + 1) {
    log.scrollTo({ top: log.scrollHeight, behavior });
  } else {
    turn.scrollIntoView({ block: "nearest", behavior });
  }
}

if (log) {
  let known = last()?.id;
  follow("instant");
  new MutationObserver(() => {
    const newest = last()?.id;
    if (newest === known) return;
    known = newest;
    follow(calm.matches ? "instant" : "smooth");
  }).observe(log, { childList: true, subtree: true });

  // Whoever reads the newest words goes on seeing them when there is less room.
  let atEnd = true;
  const end = () => log.scrollHeight - log.clientHeight;
  log.addEventListener("scroll", () => (atEnd = log.scrollTop > end() - 8), { passive: true });
  new ResizeObserver(() => atEnd && end() > 1 && log.scrollTo(0, end())).observe(log);
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

// Whoever removes a line with the keyboard goes on at the cart, not at the top of the page.
document.addEventListener("htmx:after:request", (event) => {
  const button = event.detail.ctx?.request?.submitter;
  if (!button?.closest(".line")) return;
  requestAnimationFrame(() => {
    if (!button.isConnected) document.getElementById("cart").focus({ preventScroll: true });
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

function tell(text) {
  if (offline.textContent !== text) offline.textContent = text;
}
document.addEventListener("htmx:sse:error", () => tell(offline.dataset.text));
document.addEventListener("htmx:error", (event) => {
  if (event.detail.error instanceof TypeError) tell(offline.dataset.text);
});
document.addEventListener("htmx:sse:after:connection", () => tell(""));
