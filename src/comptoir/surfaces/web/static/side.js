// The counter beside the page: put away and brought back, answering aloud what was asked aloud.

const panel = document.getElementById("panel");
const body = document.body;
const log = document.getElementById("log");
const say = document.getElementById("say");
const caption = document.getElementById("said");
const now = document.getElementById("now");
const aloud = document.getElementById("aloud");
const wide = matchMedia("(min-width: 68.75rem) and (min-height: 30rem)");
const voice = window.speechSynthesis;

// What is asked of the form is done at once; the browser is told to remember it meanwhile.
document.getElementById("side-do").addEventListener("submit", ({ submitter }) => {
  if (submitter.name === "panel") {
    body.classList.toggle("panel-away", submitter.value === "away");
    if (submitter.value === "here") say.focus({ preventScroll: true });
    else document.querySelector(".call-desk").focus({ preventScroll: true });
  } else {
    const on = submitter.value === "on";
    if (!on) voice.cancel();
    aloud.setAttribute("aria-pressed", String(on));
    setTimeout(() => (aloud.value = on ? "off" : "on"));
  }
});

// A sheet that is open when the window becomes wide would lie over its own column.
wide.addEventListener("change", () => panel.matches(":popover-open") && panel.hidePopover());

function show() {
  if (wide.matches && body.classList.contains("panel-away")) {
    document.querySelector(".call-desk").click();
  } else if (!panel.checkVisibility()) {
    panel.showPopover();
  }
}
// Other microphones on the page lead to this one, which listens at once.
document.addEventListener("comptoir:listen", show);

function newest() {
  return log.querySelector(".turn:last-child");
}

// Only a voice of this machine reads: others would send the words to somebody else's.
function read(text) {
  const language = document.documentElement.lang;
  const voices = voice.getVoices();
  if (!voices.length) voice.addEventListener("voiceschanged", () => read(text), { once: true });
  const ours = voices.find((each) => each.localService && each.lang.startsWith(language));
  if (!ours) return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = ours;
  words.lang = ours.lang;
  voice.cancel();
  voice.speak(words);
}

function answered() {
  const asked = sessionStorage.getItem("aloud");
  sessionStorage.removeItem("aloud");
  const turn = newest();
  if (!turn) return;
  if (!panel.checkVisibility()) caption.classList.add("caption-on");
  caption.classList.remove("caption-off");
  if (asked && voice && aloud.getAttribute("aria-pressed") === "true") read(turn.dataset.spoken);
}

if (voice) {
  aloud.hidden = false;
  document.addEventListener("comptoir:asked", () => sessionStorage.setItem("aloud", "yes"));
  document.addEventListener("comptoir:hearing", () => voice.cancel());
}

document.addEventListener("htmx:after:swap", (event) => {
  const said = event.target instanceof Element && event.target.matches("#composer, #chips");
  if (said && event.detail.ctx?.response?.status < 400) answered();
});
caption.querySelector("a").addEventListener("click", (event) => {
  event.preventDefault();
  caption.classList.remove("caption-on");
  caption.classList.add("caption-off");
});

// At the till a sentence may point at the windows of the day that stands open just then.
document.addEventListener(
  "submit",
  (event) => {
    const windows = event.target.elements?.windows;
    if (!windows) return;
    const shown = [...document.querySelectorAll(".slot-day[open] .slot-choice")];
    windows.value = shown.map((each) => each.value).join(" ");
  },
  true,
);

// A page that was moved to by what was said says the answer, and the talk goes on there.
if (location.hash === "#said") {
  history.replaceState(null, "", location.pathname + location.search);
  answered();
  now.textContent = newest()?.querySelector(".counter-says p").textContent ?? "";
  if (wide.matches && !body.classList.contains("panel-away")) say.focus({ preventScroll: true });
}

// The cart's link opens the drawer where there is one.
const drawer = document.getElementById("drawer");
document.addEventListener("click", (event) => {
  const link = event.target.closest("#cart-link, #dock-cart");
  if (!link || !drawer || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  drawer.showPopover();
  drawer.focus({ preventScroll: true });
});

// Cards say how much of them is in the cart, whoever put it there.
function tellCards() {
  for (const told of document.querySelectorAll(".add-told[data-of]")) {
    const line = document.getElementById(`drawer-${told.dataset.of}`);
    const text = line?.dataset.told ?? "";
    if (told.textContent !== text) told.textContent = text;
  }
}
if (drawer) {
  new MutationObserver(tellCards).observe(document.getElementById("drawer-body"), {
    attributes: true,
    childList: true,
    subtree: true,
  });
}
