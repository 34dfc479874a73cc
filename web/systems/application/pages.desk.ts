import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/applications', name: 'desk-applications', title: 'application.title', component: () => import('./desk/ApplicationsPage.vue'), may: 'application.application.read', menu: { icon: 'check', order: 58 } },
]
