import type { Home } from '#base/home'
import type { CredentialKind } from './credential-kind.ts'
import type { DataResource } from './data-resource.ts'
import type { Holding } from './holding.ts'
import type { OutsideCatalogue } from './outside-catalogue.ts'
import type { OwnList } from './own-list.ts'
import type { ScenarioList } from './scenario-list.ts'

const resources = new Map<string, DataResource>()
const credentials = new Map<string, CredentialKind>()
const own = new Map<string, OwnList>()
const holdings = new Map<string, Holding>()
let scenarios: ScenarioList | undefined
let outside: OutsideCatalogue | undefined

/** Takes in what all homes of this process contribute; one of an unknown kind, of another's name or twice stops the start. 登记供给 */
export function useContributions(homes: readonly Home[]): void {
  resources.clear()
  credentials.clear()
  own.clear()
  holdings.clear()
  scenarios = undefined
  outside = undefined
  for (const home of homes)
    for (const one of home.contributions ?? []) {
      if (!isResource(one) && !isCredential(one) && !isScenarios(one) && !isOutside(one) && !isOwn(one) && !isHolding(one)) throw new Error(`${home.name} contributes '${one.kind}', which nobody reads`)
      if (!one.id.startsWith(`${home.name.replaceAll('-', '_')}.`)) throw new Error(`${home.name} contributes ${one.id}: an id begins with its home's name`)
      if (resources.has(one.id) || credentials.has(one.id) || own.has(one.id) || holdings.has(one.id)) throw new Error(`${one.id} is contributed twice`)
      if (isScenarios(one)) {
        if (scenarios) throw new Error(`${one.id} is a second list of scenarios; ${scenarios.id} is the city's`)
        scenarios = one
      } else if (isOutside(one)) {
        if (outside) throw new Error(`${one.id} is a second catalogue outside; ${outside.id} is the city's`)
        outside = one
      } else if (isOwn(one)) {
        if ([...own.values()].some(({ of }) => of === one.of)) throw new Error(`${one.id} is a second list of '${one.of}'`)
        own.set(one.id, one)
      } else if (isHolding(one)) {
        holdings.set(one.id, one)
      } else if (isResource(one)) {
        checkResource(one)
        resources.set(one.id, one)
      } else {
        checkCredential(one)
        credentials.set(one.id, one)
      }
    }
}

/** The resource of this name; undefined where no home contributes it. 取数据资源供给 */
export const contributedResource = (id: string): DataResource | undefined => resources.get(id)

/** The kind of licence of this name; undefined where no home contributes it. 取凭证种类 */
export const contributedCredential = (id: string): CredentialKind | undefined => credentials.get(id)
export const contributedCredentials = (): CredentialKind[] => [...credentials.values()]

/** The city's list of scenarios; undefined where no home keeps one. 取应用场景供给 */
export const contributedScenarios = (): ScenarioList | undefined => scenarios

/** The catalogue of a platform outside; undefined where no home reads one. 取外部目录供给 */
export const contributedOutside = (): OutsideCatalogue | undefined => outside

/** The lists of a person's own things. 取我的事供给 */
export const contributedOwn = (): OwnList[] => [...own.values()]

/** What homes keep of a person. 取持有供给 */
export const contributedHoldings = (): Holding[] => [...holdings.values()]

type Contribution = Readonly<{ kind: string; id: string }>
const isResource = (one: Contribution): one is DataResource => one.kind === 'resource'
const isCredential = (one: Contribution): one is CredentialKind => one.kind === 'credential'
const isScenarios = (one: Contribution): one is ScenarioList => one.kind === 'scenarios'
const isOwn = (one: Contribution): one is OwnList => one.kind === 'own'
const isHolding = (one: Contribution): one is Holding => one.kind === 'holding'
const isOutside = (one: Contribution): one is OutsideCatalogue => one.kind === 'outside'

function checkResource(one: DataResource): void {
  const unknown = one.keys.find((field) => one.contract[field] === undefined)
  if (unknown !== undefined || one.keys.length === 0) throw new Error(`${one.id} can be asked by ${unknown ?? 'nothing'}, which it does not give`)
}

function checkCredential(one: CredentialKind): void {
  if (!/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(one.id) || one.id.length > 24) throw new Error(`${one.id}: the id of a licence stands in every code, so it has at most 24 small letters`)
  if (Object.keys(one.claims).length > 3) throw new Error(`${one.id} says more than three things`)
  const said = [...Object.entries(one.claims), ...Object.entries(one.facts)]
  const numbers = said.map(([, { number }]) => number)
  const [names, inRange] = [new Set(said.map(([name]) => name)), numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= 23)]
  if (new Set(numbers).size < numbers.length || names.size < said.length || !inRange) throw new Error(`${one.id}: each claim and fact has a name and a number from 1 to 23 of its own`)
}
