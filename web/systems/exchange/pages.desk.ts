import { who } from '../../base/session/session.ts'
import type { Page } from '../../base/shell/pages.ts'

/** A post of the whole city has no division of its own, about which data could come back. */
const hasPlace = (): boolean => (who.value?.divisionPath ?? '') !== ''

export const pages: Page[] = [
  { path: '/resources', name: 'resources', title: 'exchange.resource.title', component: () => import('./resource/ResourcesPage.vue'), may: 'exchange.catalogue.read', menu: { icon: 'book', order: 70 } },
  { path: '/data-requests', name: 'data-requests', title: 'exchange.request.title', component: () => import('./request/RequestsPage.vue'), may: 'exchange.request.read', menu: { icon: 'link', order: 71 } },
  { path: '/catalogue-changes', name: 'catalogue-changes', title: 'exchange.change.title', component: () => import('./change/ChangesPage.vue'), may: 'exchange.change.read', menu: { icon: 'edit', order: 70.1, under: 'resources' } },
  { path: '/lists', name: 'lists', title: 'exchange.list.title', component: () => import('./list/ListsPage.vue'), may: 'exchange.catalogue.read', menu: { icon: 'list', order: 70.2, under: 'resources' } },
  { path: '/resources/edit', name: 'edit-entry', title: 'exchange.entry.make', component: () => import('./change/EditEntryPage.vue'), may: 'exchange.change.draft' },
  { path: '/corrections', name: 'corrections', title: 'exchange.correction.title', component: () => import('./correction/CorrectionsPage.vue'), may: 'exchange.correction.read', menu: { icon: 'undo', order: 71.2, under: 'data-requests' } },
  { path: '/sandbox', name: 'sandbox', title: 'exchange.sandbox.title', component: () => import('./sandbox/SandboxPage.vue'), may: 'exchange.sandbox.manage', menu: { icon: 'key', order: 70.4, under: 'resources' } },
  { path: '/followups', name: 'followups', title: 'exchange.followup.title', component: () => import('./followup/FollowupsPage.vue'), may: 'exchange.followup.read', menu: { icon: 'sync', order: 71.3, under: 'data-requests' } },
  { path: '/upstream', name: 'upstream', title: 'exchange.upstream.title', component: () => import('./upstream/UpstreamPage.vue'), may: 'exchange.request.read_all', menu: { icon: 'up', order: 71.7, under: 'data-requests' } },
  { path: '/usage', name: 'usage', title: 'usage.title', component: () => import('./usage/UsagePage.vue'), may: 'exchange.request.read', menu: { icon: 'layers', order: 71.1, under: 'data-requests' } },
  { path: '/use-alarms', name: 'use-alarms', title: 'alarm.title', component: () => import('./alarm/AlarmsPage.vue'), may: 'exchange.request.read', menu: { icon: 'warn', order: 71.4, under: 'data-requests' } },
  { path: '/exchange-leaks', name: 'exchange-leaks', title: 'exchange.leak.title', component: () => import('./leak/ExchangeLeakPage.vue'), may: 'exchange.request.read', menu: { icon: 'eye', order: 71.5, under: 'data-requests' } },
  { path: '/returned', name: 'returned', title: 'exchange.returned.title', component: () => import('./returned/ReturnedPage.vue'), may: 'exchange.return.read', menu: { icon: 'undo', order: 71.6, under: 'data-requests', when: hasPlace } },
]
