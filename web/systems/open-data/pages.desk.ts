import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/open-datasets', name: 'open-datasets', title: 'open_data.desk.title', component: () => import('./desk/DatasetsPage.vue'), may: 'open_data.dataset.read', menu: { icon: 'share', order: 72 } },
]
