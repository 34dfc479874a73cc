import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/door', name: 'door', title: 'counter.door.title', component: () => import('./door/DoorPage.vue'), may: 'counter.door.serve', menu: { icon: 'users', order: 40 }, bare: true },
]
