import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/data-at-counter', name: 'data-at-counter', title: 'my_data.desk.title', component: () => import('./CounterPage.vue'), may: 'my_data.desk.serve', menu: { icon: 'layers', order: 63 } }]
