import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/corrections/:id', name: 'own-correction', title: 'exchange.correction.title', component: () => import('./correction/OwnCorrectionPage.vue'), may: 'exchange.correction.ask' },
]
