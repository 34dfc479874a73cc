import type { Dispatcher } from './dispatcher.ts'

let source: Pick<Dispatcher, 'onNews'> | undefined
/** The process's dispatcher, set once at boot: readers of the stream hang on it. */
export const useNews = (dispatcher: Pick<Dispatcher, 'onNews'>): void => { source = dispatcher }
export const newsSource = (): Pick<Dispatcher, 'onNews'> => {
  if (!source) throw new Error('the dispatcher is not open yet')
  return source
}
