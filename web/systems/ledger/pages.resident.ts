import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/proof/:entryId?', name: 'proof', title: 'ledger.proof.title', component: () => import('./proof/ProofPage.vue') },
  { path: '/leaves', name: 'leaves', title: 'ledger.leaves.title', component: () => import('./leaves/LeavesPage.vue'), may: 'session' },
]
