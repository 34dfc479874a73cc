// The shell of one app, kept on the device (离线外壳). Data is never kept here: drafts lie encrypted in IndexedDB.
const name = '__NAME__'
const scope = '__SCOPE__'
const cacheName = `${name}-__VERSION__`
const files = [/* __FILES__ */]

self.addEventListener('install', event => {
  event.waitUntil(caches.open(cacheName).then(cache => cache.addAll(files.map(file => new Request(file, { cache: 'reload' })))).then(() => self.skipWaiting()))
})

self.addEventListener('activate', event => {
  const drop = keys => Promise.all(keys.filter(key => key.startsWith(`${name}-`) && key !== cacheName).map(key => caches.delete(key)))
  event.waitUntil(caches.keys().then(drop).then(() => self.clients.claim()))
})

const ofOtherApp = path => scope === '/' && /^\/(field|desk|cockpit|openapi|docs|ledger|open311|metrics|readyz|healthz)(\/|$|\.)/.test(path)

// Pages: the network first, the kept shell when there is none or it takes longer than three seconds.
const openPage = async request => {
  const kept = await caches.match(scope, { cacheName })
  const late = new Promise(resolve => setTimeout(() => resolve(kept ?? fetch(request)), 3000))
  return Promise.race([fetch(request).then(answer => answer.ok || kept === undefined ? answer : kept).catch(() => kept ?? Response.error()), late])
}

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') { if (!ofOtherApp(url.pathname)) event.respondWith(openPage(request)); return }
  if (url.pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then(kept => kept ?? fetch(request)))
})
