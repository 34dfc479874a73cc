import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/counter', name: 'counter', title: 'counter.title', component: () => import('./CounterPage.vue'), may: 'counter.visit.serve', menu: { icon: 'users', order: 57 } },
]
