import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/parked', name: 'parked', title: 'event.parked.title', component: () => import('./ParkedPage.vue'), may: 'event.parked.read', menu: { icon: 'pause', order: 70 } }]
