import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/inbox', name: 'inbox', title: 'governance.inbox.title', component: () => import('./inbox/InboxPage.vue'), may: 'governance.incident.read', menu: { icon: 'inbox', order: 10 } },
  { path: '/order-sheet', name: 'order-sheet', title: 'governance.sheet.title', component: () => import('./unit/OrderSheetPage.vue'), may: 'governance.incident.handle', menu: { icon: 'doc', order: 12 } },
  { path: '/whistles', name: 'whistles', title: 'governance.whistle.name', component: () => import('./whistle/WhistlePage.vue'), may: 'governance.whistle.read', menu: { icon: 'whistle', order: 15 } },
  { path: '/open-map', name: 'open-map', title: 'open_map.title', component: () => import('./open-map/OpenMapPage.vue'), may: 'governance.incident.read', menu: { icon: 'map', order: 20 } },
  { path: '/oversight', name: 'oversight', title: 'governance.oversight.title', component: () => import('./oversight/OversightPage.vue'), may: 'matter.oversight.order', menu: { icon: 'edit', order: 25 } },
  { path: '/oversight-answers', name: 'oversight-answers', title: 'governance.oversight.title', component: () => import('./oversight/OversightPage.vue'), may: 'matter.oversight.answer', menu: { icon: 'edit', order: 25 } },
  { path: '/publication', name: 'publication', title: 'governance.publication.title', component: () => import('./publication/PublicationPage.vue'), may: 'governance.publication.review', menu: { icon: 'eye', order: 30 } },
  { path: '/statistics', name: 'statistics', title: 'statistics.title', component: () => import('./statistics/StatisticsPage.vue'), may: 'governance.statistics.read', menu: { icon: 'chart', order: 40 } },
  { path: '/catalogue', name: 'catalogue', title: 'governance.catalogue.title', component: () => import('./catalogue/CataloguePage.vue'), may: 'governance.catalogue.read', menu: { icon: 'book', order: 50 } },
  { path: '/briefs', name: 'briefs', title: 'brief.title', component: () => import('./brief/BriefPage.vue'), may: 'governance.brief.read', menu: { icon: 'doc', order: 42 } },
  { path: '/leaks', name: 'leaks', title: 'leak.title', component: () => import('./leak/LeakPage.vue'), may: 'governance.leak.read', menu: { icon: 'warn', order: 41, badge: () => import('./leak/LeakBadge.vue') } },
]
