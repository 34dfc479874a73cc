import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/booking', name: 'booking', title: 'booking.title', component: () => import('./OwnBookings.vue'), may: 'booking.booking.make' },
  { path: '/booking/new/:item', name: 'book-visit', title: 'booking.book', component: () => import('./BookVisit.vue') },
  { path: '/booking/:id', name: 'one-booking', title: 'booking.title', component: () => import('./OneBooking.vue'), may: 'booking.booking.make' },
  { path: '/halls/:hall/wall', name: 'hall-wall', title: 'booking.wall.title', component: () => import('./WallPage.vue'), bare: true },
]
