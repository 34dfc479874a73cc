export { searchArticles } from './knowledge/search-articles.ts'
export { matchNotTaken } from './candidates/not-taken.ts'
export type { Door, HotlinePorts, MaskedDialler, Switchboard } from './telephony.ts'
