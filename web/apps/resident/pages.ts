import { gather, type Page } from '../../base/shell/pages.ts'

/** What residents can open: the home page, and what each system brings (居民端页面). */
export const pages: Page[] = [
  { path: '/', name: 'home', title: 'resident.home.title', component: () => import('./HomePage.vue'), menu: { icon: 'home', order: 0 }, bare: true },
  ...gather(import.meta.glob('../../systems/*/pages.resident.ts', { eager: true, import: 'pages' })),
  { path: '/help', name: 'help', title: 'resident.help.title', component: () => import('./HelpPage.vue') },
  { path: '/login', name: 'login', title: 'web.login.title', component: () => import('../../base/shell/LoginPage.vue'), bare: true },
  { path: '/:path(.*)*', name: 'not-found', title: 'web.missing.title', component: () => import('../../base/shell/MissingPage.vue') },
]
