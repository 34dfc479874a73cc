import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/front', name: 'front', title: 'front.title', component: () => import('./FrontPage.vue'), may: 'front.entry.read', menu: { icon: 'link', order: 71.75, under: 'data-requests' } },
]
