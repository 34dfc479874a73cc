import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/messages', name: 'notices', title: 'notice.title', component: () => import('./NoticePage.vue'), may: 'session', menu: { icon: 'bell', order: 86, badge: () => import('./NoticeBadge.vue') } }]
