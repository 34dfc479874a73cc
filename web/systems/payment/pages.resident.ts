import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/pay/demo/:order', name: 'demo-pay', title: 'payment.title', component: () => import('./DemoPayPage.vue'), bare: true }]
