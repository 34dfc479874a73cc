import type { Page } from '../../base/shell/pages.ts'

const may = 'licence.licence.hold'
export const pages: Page[] = [
  { path: '/licences', name: 'licences', title: 'licence.own', component: () => import('./OwnLicences.vue'), may },
  { path: '/licences/:id', name: 'one-licence', title: 'licence.title', component: () => import('./OneLicence.vue'), may },
  { path: '/licences/:id/show', name: 'show-licence', title: 'licence.show', component: () => import('./ShowLicence.vue'), may },
  { path: '/verify/document', name: 'verify-document', title: 'licence.check.title', component: () => import('./CheckDocument.vue') },
]
