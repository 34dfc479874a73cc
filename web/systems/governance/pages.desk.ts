import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/inbox', name: 'inbox', title: 'governance.inbox.title', component: () => import('./inbox/InboxPage.vue'), may: 'governance.incident.read', menu: { icon: 'inbox', order: 10 } },
]
