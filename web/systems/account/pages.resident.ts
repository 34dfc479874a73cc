import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/account', name: 'account', title: 'account.title', component: () => import('./AccountPage.vue'), may: 'account.own.keep' }]
