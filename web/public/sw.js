// The service worker: keeps the shell for the offline start, and rings. It never stores an answer of the API,
// because an old "nobody is paged" is worse than an honest "not connected".
const shellCache = 'muster-shell-1';
const shellFiles = ['/theme.js', '/icon.svg', '/manifest.webmanifest'];

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

/** Keeps what the first screen is made of, so that even a device that came only once starts offline. */
async function keepShell() {
  const cache = await caches.open(shellCache);
  const page = await fetch('/');
  const html = await page.clone().text();
  const assets = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map((found) => found[1]);
  await cache.addAll([...shellFiles, ...assets]);
  await cache.put('/', page);
}

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== shellCache).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate') {
    if (!isServersOwn(url.pathname)) event.respondWith(shell(event.request));
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(asset(event.request));
  }
});

/** Addresses that are no screens: the API, front doors, one-time links, calendar feeds, health. */
function isServersOwn(path) {
  return /^\/(api|a|ingest|v2|generic|ping|sso|scim|calendar|docs|status|healthz|readyz|metrics|reports)(\/|$)/.test(
    path,
  );
}

/** The page itself: the server's when it answers, the kept one when it does not. */
async function shell(request) {
  try {
    const answer = await fetch(request);
    const html = (answer.headers.get('content-type') ?? '').includes('text/html');
    if (answer.ok && html) await renewShell(answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match('/');
    if (kept) return kept;
    throw error;
  }
}

/** Every address of the application is the same page. A new version of it makes the kept assets useless. */
async function renewShell(answer) {
  const kept = await caches.match('/');
  const [now, before] = await Promise.all([answer.clone().text(), kept ? kept.text() : '']);
  if (withoutNonce(now) === withoutNonce(before)) return;
  const cache = await caches.open(shellCache);
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname.startsWith('/assets/')) await cache.delete(request);
  }
  await cache.put('/', answer);
}

/** Each answer has a nonce of its own, for itself and its content policy, which are kept together. */
function withoutNonce(html) {
  return html.replace(/ nonce="[^"]*"/g, '');
}

/** Assets carry a hash in their name, so a kept one is never stale. */
async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(shellCache)).put(request, answer.clone());
  return answer;
}

self.addEventListener('push', (event) => {
  event.waitUntil(ring(messageOf(event.data)));
});

function messageOf(data) {
  try {
    return data ? data.json() : {};
  } catch {
    return {};
  }
}

function ring(message) {
  return self.registration.showNotification(message.title ?? 'You are paged', {
    body: message.body ?? 'Open Muster to see what it is.',
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    tag: message.tag ?? message.url ?? 'muster',
    renotify: true,
    requireInteraction: true,
    vibrate: [300, 120, 300, 120, 600],
    timestamp: Date.now(),
    data: {
      url: message.url ?? '/',
      acknowledge: message.acknowledge,
      title: message.title ?? '',
      tag: message.tag,
    },
    actions: [
      ...(message.acknowledge ? [{ action: 'acknowledge', title: 'Acknowledge' }] : []),
      { action: 'open', title: 'Open' },
    ],
  });
}

self.addEventListener('notificationclick', (event) => {
  const { url, acknowledge } = event.notification.data ?? {};
  event.notification.close();
  if (event.action === 'acknowledge' && acknowledge)
    event.waitUntil(acknowledgeFromHere(event.notification.data));
  else event.waitUntil(open(url ?? '/'));
});

/** One tap is enough: the one-time address needs no session. What came of it is said, a failure above all. */
async function acknowledgeFromHere({ acknowledge, url, title, tag }) {
  const answer = await fetch(acknowledge, { method: 'POST', headers: { accept: 'application/json' } })
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null);
  const done = answer !== null;
  await self.registration.showNotification(done ? whatCameOfIt(answer) : 'Not acknowledged', {
    body: done ? title : `Muster could not be reached or refused. Open it and try again. ${title}`,
    icon: '/icon-192.png',
    badge: '/badge-96.png',
    tag: tag ?? url ?? 'muster',
    silent: done,
    requireInteraction: !done,
    data: { url, title, tag },
  });
}

/** Somebody else may have been faster, and then that is what has to be said. */
function whatCameOfIt({ state, owner, mine }) {
  if (state === 'resolved') return 'Already resolved';
  return mine || !owner ? 'Acknowledged' : `${owner} has it already`;
}

/** Uses a window that is already open, because it is signed in and warm. */
async function open(url) {
  const target = new URL(url, self.location.origin);
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const client of windows) {
    if (target.origin !== self.location.origin) break;
    await client.focus();
    return client.navigate(target.href).catch(() => self.clients.openWindow(target.href));
  }
  return self.clients.openWindow(target.href);
}
