import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/confirm-identity', name: 'confirm-identity', title: 'account.desk.title', component: () => import('./ConfirmPage.vue'), may: 'account.proof.confirm', menu: { icon: 'user', order: 62 } }]
