import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/account', name: 'account', title: 'account.title', component: () => import('./AccountPage.vue'), may: 'account.own.keep' },
  { path: '/login/from/:provider', name: 'from-provider', title: 'web.login.title', component: () => import('./FromProviderPage.vue'), bare: true },
  { path: '/login/demo/:provider', name: 'demo-provider', title: 'web.login.title', component: () => import('./DemoProviderPage.vue'), bare: true },
]
