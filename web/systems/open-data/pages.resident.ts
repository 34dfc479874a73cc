import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/data', name: 'open-data', title: 'open_data.portal.title', component: () => import('./portal/PortalPage.vue') },
  { path: '/data/:name', name: 'dataset', title: 'open_data.portal.title', component: () => import('./dataset/DatasetPage.vue') },
  { path: '/data-api', name: 'data-api', title: 'open_data.key.title', component: () => import('./key/KeysPage.vue') },
  { path: '/data-wishes', name: 'data-wishes', title: 'open_data.wish.title', component: () => import('./wish/WishesPage.vue') },
  { path: '/data-showcase', name: 'data-showcase', title: 'open_data.showcase.title', component: () => import('./showcase/ShowcasePage.vue') },
]
