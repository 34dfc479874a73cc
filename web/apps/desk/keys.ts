/** The keys that hold on every desk page; a page shows its own on its buttons (快捷键). */
export const shownKeys = [
  { name: 'J  K', title: 'web.keys.updown' }, { name: 'Enter', title: 'web.keys.open' }, { name: 'X', title: 'web.keys.pick' }, { name: '/', title: 'web.keys.search' },
  { name: 'Ctrl 1…9', title: 'web.nav.menu' }, { name: '?', title: 'web.keys.all' }, { name: 'Esc', title: 'web.keys.esc' },
] as const
