import type { Home } from '#base/home'
import type { DataResource } from './data-resource.ts'

const resources = new Map<string, DataResource>()

/** Takes in what all homes of this process contribute; one of an unknown kind, of another's name or twice stops the start. 登记供给 */
export function useContributions(homes: readonly Home[]): void {
  resources.clear()
  for (const home of homes)
    for (const one of home.contributions ?? []) {
      if (!isResource(one)) throw new Error(`${home.name} contributes '${one.kind}', which nobody reads`)
      if (!one.id.startsWith(`${home.name.replaceAll('-', '_')}.`)) throw new Error(`${home.name} contributes ${one.id}: an id begins with its home's name`)
      if (resources.has(one.id)) throw new Error(`${one.id} is contributed twice`)
      const unknown = one.keys.find((field) => one.contract[field] === undefined)
      if (unknown !== undefined || one.keys.length === 0) throw new Error(`${one.id} can be asked by ${unknown ?? 'nothing'}, which it does not give`)
      resources.set(one.id, one)
    }
}

/** The resource of this name; undefined where no home contributes it. 取数据资源供给 */
export const contributedResource = (id: string): DataResource | undefined => resources.get(id)

const isResource = (one: Readonly<{ kind: string; id: string }>): one is DataResource => one.kind === 'resource'
