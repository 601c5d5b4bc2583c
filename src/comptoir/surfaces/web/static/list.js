// Shows the list that this browser has kept (keep.js), and keeps what is ticked off.

const LIST = "comptoir.list";
const TICKS = "comptoir.ticks";

const find = (name) => document.getElementById(name);
const lists = find("lists");
const kept = read(LIST, null);
let ticks = new Set(read(TICKS, []));

function read(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function written(template, texts) {
  const made = find(template).content.cloneNode(true);
  for (const [name, text] of Object.entries(texts)) {
    const place = made.querySelector(`[data-${name}]`);
    if (text) place.textContent = text;
    else place.remove();
  }
  return made.firstElementChild;
}

function lineOf({ gtin, name, what, note, quantity, price }) {
  const line = written("list-line", { name, what, note, quantity, price });
  const box = line.querySelector("input");
  box.checked = ticks.has(gtin);
  box.addEventListener("change", () => {
    if (box.checked) ticks.add(gtin);
    else ticks.delete(gtin);
    localStorage.setItem(TICKS, JSON.stringify([...ticks]));
    count();
  });
  return line;
}

function count() {
  for (const section of lists.children) {
    const boxes = [...section.querySelectorAll("input")];
    const place = section.querySelector("[data-left]");
    place.textContent = lists.dataset.left
      .replace("{done}", boxes.filter((each) => each.checked).length)
      .replace("{all}", boxes.length);
  }
  find("untick").hidden = ticks.size === 0;
}

function show() {
  lists.replaceChildren();
  const all = kept?.lists ?? [];
  const there = new Set(all.flatMap((each) => each.goods.map((good) => good.gtin)));
  ticks = new Set([...ticks].filter((each) => there.has(each)));
  for (const { key, title, total, goods } of all) {
    const section = written("list-part", { title, total });
    section.setAttribute("aria-label", title);
    section.querySelector("ul").append(...goods.map(lineOf));
    section.dataset.key = key;
    lists.append(section);
  }
  find("seen").hidden = !kept;
  find("seen-when").textContent = kept?.seen ?? "";
  find("none").hidden = Boolean(kept);
  find("forget").hidden = !kept;
  count();
}

function tellConnection() {
  const elsewhere = location.pathname !== "/list";
  find("away").hidden = navigator.onLine && !elsewhere;
}

find("untick").addEventListener("click", () => {
  ticks.clear();
  localStorage.removeItem(TICKS);
  for (const box of lists.querySelectorAll("input")) box.checked = false;
  count();
});
find("forget").addEventListener("click", () => {
  for (const each of [LIST, TICKS]) localStorage.removeItem(each);
  location.reload();
});
find("again").addEventListener("click", () => location.reload());
addEventListener("online", () => {
  // Whoever asked for another page gets it now; whoever reads the list goes on reading.
  if (location.pathname === "/list") tellConnection();
  else location.reload();
});
addEventListener("offline", tellConnection);

tellConnection();
show();
