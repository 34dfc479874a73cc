import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/charges', name: 'desk-charges', title: 'payment.desk.title', component: () => import('./desk/ChargesPage.vue'), may: 'payment.charge.read', menu: { icon: 'list', order: 58.6 } },
  { path: '/payments', name: 'overseen-charges', title: 'payment.desk.overseen', component: () => import('./desk/ChargesPage.vue'), may: 'payment.charge.read_all', menu: { icon: 'list', order: 58.7 } },
  { path: '/till', name: 'till', title: 'payment.till.title', component: () => import('./desk/TillPage.vue'), may: 'payment.charge.take', menu: { icon: 'list', order: 60.5 } },
]
