import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/data', name: 'open-data', title: 'open_data.portal.title', component: () => import('./portal/PortalPage.vue') },
  { path: '/data/:name', name: 'dataset', title: 'open_data.portal.title', component: () => import('./dataset/DatasetPage.vue') },
]
