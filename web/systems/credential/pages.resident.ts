import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/verify', name: 'verify', title: 'credential.verify.title', component: () => import('./verify/VerifyPage.vue') },
]
