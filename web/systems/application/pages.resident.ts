import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/applications', name: 'applications', title: 'application.own', component: () => import('./own/OwnApplications.vue'), may: 'application.application.make' },
  { path: '/applications/:id/fill', name: 'fill-application', title: 'application.fill.title', component: () => import('./fill/FillPage.vue'), may: 'application.application.make' },
  { path: '/applications/:id', name: 'application', title: 'application.own', component: () => import('./own/OneApplication.vue'), may: 'application.application.make' },
]
