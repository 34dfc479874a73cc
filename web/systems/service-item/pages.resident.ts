import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/services', name: 'services', title: 'service_item.title', component: () => import('./find/ServicesPage.vue'), menu: { icon: 'list', order: 10 }, bare: true },
  { path: '/services/:item', name: 'service', title: 'service_item.title', component: () => import('./item/ItemPage.vue') },
]
