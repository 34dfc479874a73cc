import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/service-items', name: 'service-items', title: 'service_item.desk.title', component: () => import('./desk/ItemsPage.vue'), may: 'service_item.item.read', menu: { icon: 'list', order: 83 } },
]
