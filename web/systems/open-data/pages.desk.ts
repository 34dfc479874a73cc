import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/open-datasets', name: 'open-datasets', title: 'open_data.desk.title', component: () => import('./desk/DatasetsPage.vue'), may: 'open_data.dataset.read', menu: { icon: 'share', order: 72 } },
  { path: '/data-feedback', name: 'data-feedback', title: 'open_data.feedback.title', component: () => import('./feedback/FeedbackPage.vue'), may: 'open_data.feedback.answer', menu: { icon: 'star', order: 72.1, under: 'open-datasets' } },
  { path: '/data-wishes', name: 'desk-data-wishes', title: 'open_data.wish.desk', component: () => import('./wish/AnswerPage.vue'), may: 'open_data.wish.read', menu: { icon: 'q', order: 72.2, under: 'open-datasets' } },
  { path: '/data-showcase', name: 'desk-data-showcase', title: 'open_data.showcase.desk', component: () => import('./showcase/ReviewPage.vue'), may: 'open_data.showcase.review', menu: { icon: 'eye', order: 72.3, under: 'open-datasets' } },
]
