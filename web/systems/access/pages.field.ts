import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/own', name: 'own', title: 'access.own.title', component: () => import('./own/OwnPage.vue'), may: 'session', menu: { icon: 'user', order: 90 } }]
