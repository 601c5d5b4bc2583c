// Stands between the shop's pages and the network. It keeps nobody's page: only the list's own,
// which is the same for everybody, and files whose address names their content. What is on a list
// is kept by the page (keep.js), apart from here.

const PLACE = {{ place|tojson }};
const FILES = {{ files|tojson }};
const LIST = {{ page|tojson }};
const OTHERS = ["/desk", "/api/", "/mcp"];

async function keep() {
  const place = await caches.open(PLACE);
  // Without cookies: what is kept was shown to nobody in particular.
  const ask = (address, cache) => new Request(address, { credentials: "omit", cache });
  await place.addAll([ask(LIST, "reload"), ...FILES.map((each) => ask(each, "default"))]);
  await self.skipWaiting();
}

async function begin() {
  const old = (await caches.keys()).filter((each) => each.startsWith("comptoir-") && each !== PLACE);
  await Promise.all(old.map((each) => caches.delete(each)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(LIST, { cacheName: PLACE })) ?? Response.error();
  }
}

async function file(request) {
  return (await caches.match(request, { cacheName: PLACE })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  // Forms go their own way: sent on from here they could be taken for ours when another site
  // has made them, and nobody could tell whether they had arrived.
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!OTHERS.some((each) => pathname.startsWith(each))) event.respondWith(page(event));
  } else if (FILES.includes(pathname + search)) {
    event.respondWith(file(request));
  }
});
