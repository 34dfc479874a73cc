import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/ratings', name: 'desk-ratings', title: 'rating.desk.title', component: () => import('./desk/CasesPage.vue'), may: 'rating.case.read', menu: { icon: 'star', order: 59 } },
  { path: '/unit-ratings', name: 'unit-ratings', title: 'rating.unit.title', component: () => import('./desk/UnitCasesPage.vue'), may: 'rating.case.answer', menu: { icon: 'star', order: 59, under: 'desk-ratings' } },
]
