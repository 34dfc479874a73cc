import { gather, type Page } from '../../base/shell/pages.ts'

const brought = gather(import.meta.glob('../../systems/*/pages.desk.ts', { eager: true, import: 'pages' }))

/** What the desk opens; its front page is the first page that one may use (工作台页面). */
export const pages: Page[] = [
  { path: '/', name: 'home', title: 'desk.home.title', component: () => import('./HomePage.vue'), may: 'session' },
  ...brought,
  { path: '/login', name: 'login', title: 'web.login.title', component: () => import('../../base/shell/LoginPage.vue'), bare: true },
  { path: '/enrol', name: 'enrol', title: 'web.enrol.title', component: () => import('../../base/shell/EnrolPage.vue'), bare: true },
  { path: '/:path(.*)*', name: 'not-found', title: 'web.missing.title', component: () => import('../../base/shell/MissingPage.vue') },
]
