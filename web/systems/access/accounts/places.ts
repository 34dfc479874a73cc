import type { DivisionList } from '#contracts/place'
import { api } from '../../../base/api/api.ts'
import type { Division } from '../../../base/ui/divisions.ts'
import { city } from '../../../base/session/session.ts'

/** Places by name, the city itself too: some roles stand there (选授权区划). */
export const findPlaces = async (words: string): Promise<Division[]> =>
  (await api.get<DivisionList>('/divisions', { query: { q: words, limit: 20 } })).items.map(({ code, name, level, parents, path }) => ({ code, name, level, parents: parents.map(one => one.name), path }))

const names = new Map<string, Promise<string>>()

/** The name of a path, with its district before it; the path itself when nobody knows it (区划名称). */
export const nameOfPath = async (path: string | null): Promise<string> => {
  if (path === null) return ''
  if (path === '') return city.value?.name ?? ''
  const code = path.split('/').at(-1) ?? path
  const asked = names.get(code) ?? api.get<{ name: string, parents: { name: string }[] }>(`/divisions/${code}`).then(one => [...one.parents.map(parent => parent.name).slice(-1), one.name].join(''), () => path)
  names.set(code, asked)
  return asked
}
