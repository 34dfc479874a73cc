import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/parcels', name: 'desk-parcels', title: 'delivery.desk.title', component: () => import('./desk/ParcelsPage.vue'), may: 'delivery.parcel.read', menu: { icon: 'send', order: 58.6 } },
  { path: '/parcel-leaks', name: 'parcel-leaks', title: 'delivery.leak.title', component: () => import('./desk/ParcelLeakPage.vue'), may: 'delivery.leak.read', menu: { icon: 'eye', order: 58.7, under: 'desk-applications' } },
]
