import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/forms', name: 'forms', title: 'one_form.title', component: () => import('./FormsPage.vue'), may: 'one_form.form.read', menu: { icon: 'doc', order: 81 } },
]
