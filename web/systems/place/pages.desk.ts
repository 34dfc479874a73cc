import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [{ path: '/grids', name: 'grids', title: 'place.grids.title', component: () => import('./grids/GridsPage.vue'), may: 'place.grid.manage', menu: { icon: 'layers', order: 60 } }]
