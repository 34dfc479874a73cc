import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/door/:visit/applications/:id', name: 'door-fill', title: 'application.fill.title', component: () => import('./fill/FillPage.vue'), may: 'counter.door.serve', bare: true },
]
