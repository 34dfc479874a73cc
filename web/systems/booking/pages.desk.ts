import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/booking', name: 'desk-booking', title: 'booking.desk', component: () => import('./DeskDayPage.vue'), may: 'booking.hall.keep', menu: { icon: 'clock', order: 60 } },
]
