import { gather, type Page } from '../../base/shell/pages.ts'

/** What a grid worker's phone opens, with or without a network (网格端页面). */
export const pages: Page[] = [
  { path: '/', name: 'home', title: 'field.home.title', component: () => import('./HomePage.vue'), may: 'session', bare: true },
  ...gather(import.meta.glob('../../systems/*/pages.field.ts', { eager: true, import: 'pages' })),
  { path: '/login', name: 'login', title: 'web.login.title', component: () => import('../../base/shell/LoginPage.vue'), bare: true },
  { path: '/enrol', name: 'enrol', title: 'web.enrol.title', component: () => import('../../base/shell/EnrolPage.vue'), bare: true },
  { path: '/:path(.*)*', name: 'not-found', title: 'web.missing.title', component: () => import('../../base/shell/MissingPage.vue') },
]
