import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/call', name: 'call', title: 'hotline.call.title', component: () => import('./call/CallPage.vue'), may: 'hotline.call.take', menu: { icon: 'headset', order: 5 } },
  { path: '/orders', name: 'orders', title: 'hotline.orders.title', component: () => import('./orders/OrdersPage.vue'), may: 'hotline.order.read', menu: { icon: 'phone', order: 15 } },
  { path: '/knowledge', name: 'knowledge', title: 'hotline.knowledge.title', component: () => import('./knowledge/KnowledgePage.vue'), may: 'hotline.knowledge.read', menu: { icon: 'book', order: 20 } },
]
