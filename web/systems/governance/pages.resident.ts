import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/report', name: 'report', title: 'governance.report.title', component: () => import('./report/ReportPage.vue') },
  { path: '/mine', name: 'mine', title: 'governance.mine.title', component: () => import('./mine/MinePage.vue'), menu: { icon: 'doc', order: 20 } },
  { path: '/mine/:id', name: 'own-matter', title: 'governance.trace.title', component: () => import('./trace/TracePage.vue'), may: 'matter.own.read' },
  { path: '/matter/:id', name: 'matter', title: 'governance.trace.title', component: () => import('./trace/TracePage.vue'), may: 'governance.incident.read' },
  { path: '/t/:token', name: 'trace', title: 'governance.trace.title', component: () => import('./trace/TracePage.vue') },
]
