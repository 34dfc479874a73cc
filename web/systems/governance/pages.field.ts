import type { Page } from '../../base/shell/pages.ts'
import './field/send-field.ts'

export const pages: Page[] = [
  { path: '/report', name: 'report', title: 'governance.field.report', component: () => import('./field/FieldFormPage.vue'), may: 'governance.incident.report', menu: { icon: 'camera', order: 20 }, bare: true },
  { path: '/mend', name: 'mend', title: 'governance.field.mend', component: () => import('./field/MendPage.vue'), may: 'governance.incident.mend', menu: { icon: 'check', order: 10 }, bare: true },
  { path: '/task/:id', name: 'task', title: 'governance.field.task', component: () => import('./field/TaskPage.vue'), may: 'governance.incident.read', bare: true },
  { path: '/complaints', name: 'complaints', title: 'governance.field.complaints', component: () => import('./field/ComplaintsPage.vue'), may: 'governance.complaint.open', menu: { icon: 'inbox', order: 30 }, bare: true },
]
