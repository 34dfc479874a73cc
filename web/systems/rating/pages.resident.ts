import type { Page } from '../../base/shell/pages.ts'

export const pages: Page[] = [
  { path: '/rate', name: 'own-ratings', title: 'rating.own', component: () => import('./OwnRatings.vue'), may: 'rating.rating.give' },
  { path: '/rate/link/:token', name: 'linked-rating', title: 'rating.title', component: () => import('./OneRating.vue') },
  { path: '/rate/:id', name: 'rating', title: 'rating.title', component: () => import('./OneRating.vue'), may: 'rating.rating.give' },
  { path: '/ratings', name: 'rating-figures', title: 'rating.figures.title', component: () => import('./FiguresPage.vue') },
]
