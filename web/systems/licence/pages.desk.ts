import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/licences', name: 'desk-licences', title: 'licence.desk.title', component: () => import('./desk/LicencesPage.vue'), may: 'licence.licence.issue', menu: { icon: 'card', order: 61 } },
]
