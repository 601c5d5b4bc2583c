// Push to talk. What is heard is written into the field and sent like anything typed. The shop's own
// recogniser is asked where it has one, so that no recording leaves the house; else the browser's.

const LONGEST_MS = 30_000;
const QUIET_MS = 1_800;
const QUIET_LEVEL = 0.012;

const button = document.getElementById("mic");
const heard = document.getElementById("heard");
const composer = document.getElementById("composer");
const field = document.getElementById("say");

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
const records = Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);
const own = button?.dataset.hear;

let stop = null;

function show(text) {
  if (heard.textContent !== text) heard.textContent = text;
}

function listening(on) {
  button.setAttribute("aria-pressed", String(on));
  button.querySelector("span").textContent = on ? button.dataset.stop : button.dataset.speak;
  if (on) show(button.dataset.listening);
}

function say(text) {
  show("");
  document.dispatchEvent(new Event("comptoir:asked"));
  field.value = text;
  composer.requestSubmit();
}

function trouble(error) {
  const denied = error.name === "NotAllowedError" || error.name === "SecurityError";
  show(denied ? button.dataset.denied : button.dataset.missing);
}

// Ends a recording by itself once somebody has spoken and then been quiet for a while.
function whenQuiet(stream, end) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let spoke = false;
  let since = performance.now();
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
    if (level > QUIET_LEVEL) [spoke, since] = [true, performance.now()];
    else if (spoke && performance.now() - since > QUIET_MS) end();
  }, 100);
  return () => {
    clearInterval(timer);
    context.close();
  };
}

async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts = [];
  const end = () => recorder.state === "recording" && recorder.stop();
  const unwatch = whenQuiet(stream, end);
  const timer = setTimeout(end, LONGEST_MS - 500);
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    clearTimeout(timer);
    unwatch();
    stream.getTracks().forEach((track) => track.stop());
    stop = null;
    listening(false);
    send(new Blob(parts, { type: recorder.mimeType }));
  });
  recorder.start();
  stop = end;
  listening(true);
}

async function send(recording) {
  show(button.dataset.writing);
  button.disabled = true;
  try {
    const headers = { "X-CSRF": composer.elements.csrf.value, "Content-Type": recording.type };
    const response = await fetch(own, { method: "POST", body: recording, headers });
    const told = await response.json();
    if (response.ok) say(told.text);
    else show(told.trouble);
  } catch {
    show(document.getElementById("offline").dataset.text);
  } finally {
    button.disabled = false;
  }
}

function recognise() {
  const recogniser = new Recognition();
  let text = "";
  recogniser.lang = document.documentElement.lang === "fr" ? "fr-FR" : "en-GB";
  recogniser.interimResults = true;
  recogniser.addEventListener("result", (event) => {
    text = Array.from(event.results, (each) => each[0].transcript).join(" ");
    show(text);
  });
  recogniser.addEventListener("error", (event) => {
    text = "";
    const words = { "not-allowed": "denied", "audio-capture": "missing", "no-speech": "nothingSaid" };
    if (event.error !== "aborted") show(button.dataset[words[event.error] ?? "notHeard"]);
  });
  recogniser.addEventListener("end", () => {
    stop = null;
    listening(false);
    if (text.trim()) say(text.trim());
    else if (heard.textContent === button.dataset.listening) show("");
  });
  recogniser.start();
  stop = () => recogniser.stop();
  listening(true);
}

function listen() {
  document.dispatchEvent(new Event("comptoir:hearing"));
  if (own && records) record().catch(trouble);
  else recognise();
}

if (button && ((own && records) || Recognition)) {
  button.hidden = false;
  button.addEventListener("click", () => (stop ? stop() : listen()));
  for (const other of document.querySelectorAll("[data-listen]")) {
    other.hidden = false;
    other.addEventListener("click", () => {
      document.dispatchEvent(new Event("comptoir:listen"));
      if (!stop) listen();
    });
  }
}
