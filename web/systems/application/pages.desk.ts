import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/applications', name: 'desk-applications', title: 'application.title', component: () => import('./desk/ApplicationsPage.vue'), may: 'application.application.read', menu: { icon: 'check', order: 58 } },
  { path: '/application-leaks', name: 'application-leaks', title: 'application.leak.title', component: () => import('./leak/ApplicationLeakPage.vue'), may: 'application.leak.read', menu: { icon: 'eye', order: 58.5, under: 'desk-applications' } },
  { path: '/application-archive', name: 'application-archive', title: 'application.archive.title', component: () => import('./archive/ArchivePage.vue'), may: 'application.archive.read', menu: { icon: 'doc', order: 58.6, under: 'desk-applications' } },
  { path: '/department-systems', name: 'department-systems', title: 'application.department.title', component: () => import('./department/DepartmentSystemsPage.vue'), may: 'application.department_system.read_all', menu: { icon: 'sync', order: 58.7 } },
  { path: '/counter/:visit/applications/:id', name: 'counter-fill', title: 'application.counter.title', component: () => import('./counter/CounterFillPage.vue'), may: 'application.application.take_in' },
  { path: '/call/:call/applications/:id', name: 'call-fill', title: 'application.onCall.title', component: () => import('./counter/OnCallFillPage.vue'), may: 'hotline.call.file' },
]
