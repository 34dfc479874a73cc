import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/accounts', name: 'accounts', title: 'access.accounts.title', component: () => import('./accounts/AccountsPage.vue'), may: 'access.account.manage', menu: { icon: 'users', order: 80 } },
  { path: '/keys', name: 'keys', title: 'access.keys.title', component: () => import('./keys/KeysPage.vue'), may: 'access.key.manage', menu: { icon: 'key', order: 82, under: 'accounts' } },
  { path: '/login-log', name: 'login-log', title: 'access.log.title', component: () => import('./log/LogPage.vue'), may: 'access.trail.read', menu: { icon: 'list', order: 85, under: 'accounts' } },
  { path: '/own', name: 'own', title: 'access.own.title', component: () => import('./own/OwnPage.vue'), may: 'session', menu: { icon: 'user', order: 90 } },
]
