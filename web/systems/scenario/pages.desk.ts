import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/scenarios', name: 'scenarios', title: 'scenario.title', component: () => import('./ScenariosPage.vue'), may: 'scenario.scenario.read', menu: { icon: 'layers', order: 70.3, under: 'resources' } },
]
