import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/my-data', name: 'my-data', title: 'my_data.title', component: () => import('./MyDataPage.vue'), may: 'my_data.own.read' },
  { path: '/my-data/of/:holding', name: 'my-data-of', title: 'my_data.title', component: () => import('./HeldPage.vue'), may: 'my_data.own.read' },
  { path: '/my-data/entry/:code', name: 'my-data-entry', title: 'my_data.title', component: () => import('./EntryPage.vue'), may: 'my_data.own.read' },
  { path: '/my-data/close', name: 'my-data-close', title: 'my_data.close', component: () => import('./ClosePage.vue'), may: 'my_data.account.close' },
]
