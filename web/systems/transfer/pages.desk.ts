import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/transfers', name: 'transfers', title: 'transfer.title', component: () => import('./TransfersPage.vue'), may: 'transfer.job.read', menu: { icon: 'sync', order: 74 } },
]
