import { dirname, join } from 'node:path/posix'
import { type File, type Import, type Rule, type Tree, homeOf } from './tree.ts'

/** Says why this import is not lawful, or nothing. */
type Judge = (file: File, one: Import, tree: Tree) => string | undefined

const rule = (name: string, says: string, applies: (file: File) => boolean, judge: Judge): Rule => ({
  name, says,
  find: (tree) => tree.files.filter((file) => applies(file)).flatMap((file) =>
    file.imports.flatMap((one) => {
      const fault = judge(file, one, tree)
      return fault ? [{ path: file.path, says: `${fault} (${one.spec})` }] : []
    })),
})

const inLayer = (...layers: string[]) => (file: File) => layers.includes(homeOf(file.path).layer) && !/\.test\.ts$/.test(file.path)
const isContract = (file: File) => /^server\/.*\/contract\.ts$/.test(file.path)
const target = (file: File, spec: string) => (spec.startsWith('.') ? join(dirname(file.path), spec) : null)
const door = (spec: string) => spec.match(/^#(base|primitives|systems|contracts|connectors|verifiers)\/(.+)$/)?.slice(1) as [string, string] | undefined
const inVerifier = ({ path }: File) => /^server\/primitives\/[^/]+\/verifier\//.test(path)
const runsInBrowsers = new Set(['cborg', 'certlogic-js'])
const server = inLayer('base', 'primitives', 'systems', 'connectors')

export const importRules: Rule[] = [
  rule('base-stands-alone', 'base has never heard of a city: it imports base only', inLayer('base'), (_, { spec }) => {
    const to = door(spec)
    return to && to[0] !== 'base' ? 'base may import only base' : undefined
  }),

  rule('primitive-order', 'a primitive imports base and the doors of primitives listed before it', inLayer('primitives'), (file, { spec }, tree) => {
    const { name } = homeOf(file.path)
    const to = door(spec)
    if (!to || to[0] === 'base') return undefined
    if (to[0] === 'systems' || to[0] === 'connectors') return `a primitive may not import ${to[0]}`
    const other = to[1]
    if (to[0] === 'contracts' && tree.systems.includes(other)) return 'a primitive may not import a system, nor its contract'
    if (other !== name && tree.primitives.indexOf(other) >= tree.primitives.indexOf(name)) return `'${other}' does not stand before '${name}' in primitives/order.ts`
    return undefined
  }),

  rule('undeclared-need', 'a system imports only systems that its system.ts names in needs', inLayer('systems'), (file, { spec }, tree) => {
    const { name } = homeOf(file.path)
    const to = door(spec)
    if (!to || (to[0] !== 'systems' && to[0] !== 'contracts') || to[1] === name || !tree.systems.includes(to[1])) return undefined
    return tree.needs.get(name)?.includes(to[1]) ? undefined : `'${name}' does not declare that it needs '${to[1]}'`
  }),

  rule('connector-imported', 'nothing but main.ts imports a connector; it is handed in', inLayer('base', 'primitives', 'systems', 'web/base', 'web/systems', 'web/apps'), (file, { spec }) =>
    (door(spec)?.[0] === 'connectors' || /^server\/connectors\//.test(target(file, spec) ?? '') ? 'only main.ts hands in a connector' : undefined)),

  rule('connector-imports', 'a connector imports base and, as types, the port that it fulfils', inLayer('connectors'), (_, { spec, typeOnly }) => {
    const to = door(spec)
    return to && to[0] !== 'base' && !typeOnly ? 'a connector may import only types of a port' : undefined
  }),

  rule('relative-escape', 'a relative import stays inside its own folder; across folders one goes through the # door', server, (file, { spec }) => {
    const to = target(file, spec)
    if (to === null) return undefined
    const from = homeOf(file.path)
    const other = homeOf(to)
    return from.layer === other.layer && from.name === other.name && to.startsWith('server/') ? undefined : 'leaves its folder; use the # door'
  }),

  rule('main-imports', 'main.ts imports base, connectors, primitives/order.ts and each systems/*/system.ts', (file) => file.path === 'server/main.ts', (file, { spec }) => {
    const to = target(file, spec)
    if (door(spec)) return door(spec)![0] === 'base' || door(spec)![0] === 'connectors' ? undefined : 'main.ts takes declarations, not doors'
    if (to === null || /^server\/(base|connectors)\/|^server\/primitives\/order\.ts$|^server\/systems\/[^/]+\/system\.ts$/.test(to) || /^server\/[^/]+\.ts$/.test(to)) return undefined
    return 'main.ts is a table of contents'
  }),

  rule('contract-imports', 'a contract imports typebox, #base/shapes and other contracts', isContract, (_, { spec }) =>
    (spec === 'typebox' || spec === '#base/shapes' || spec.startsWith('#contracts/') ? undefined : 'a contract reaches the browser: only typebox, #base/shapes and other contracts')),

  rule('city-imported', 'nothing imports cities/**; base/profile.ts reads it', (file) => !/^scripts\//.test(file.path), (file, { spec }) =>
    (/(^|\/)cities\//.test(target(file, spec) ?? spec) ? 'cities are data, read through base/profile.ts' : undefined)),

  rule('web-layers', 'web/base imports itself, web/systems/x itself and web/base, web/apps also web/systems', inLayer('web/base', 'web/systems', 'web/apps'), (file, { spec }) => {
    const from = homeOf(file.path)
    const to = target(file, spec)
    if (to === null) return undefined
    const other = homeOf(to)
    if (other.layer === 'web' || other.layer === 'cities' || (other.layer === from.layer && other.name === from.name)) return undefined
    if (other.layer === 'web/base') return undefined
    if (other.layer === 'web/systems' && from.layer === 'web/apps') return undefined
    return `${from.layer} may not import ${other.layer}`
  }),

  rule('verifier-alone', 'a verifier runs in browsers too: it imports its own folder and packages that run there', inVerifier, (file, { spec }) => {
    const to = target(file, spec)
    if (to !== null) return inVerifier({ ...file, path: to }) ? undefined : 'leaves the verifier'
    return runsInBrowsers.has(spec) ? undefined : 'neither its own folder nor a package that browsers run'
  }),

  rule('web-knows-types-only', 'web takes nothing from the server but types of contracts and the code of verifiers', inLayer('web/base', 'web/systems', 'web/apps'), (file, { spec, typeOnly }) => {
    const to = door(spec)
    if (/^server\//.test(target(file, spec) ?? '')) return 'web reaches the server only over HTTP'
    if (to?.[0] === 'verifiers') return undefined
    if (to && to[0] !== 'contracts') return 'web may import only #contracts/* and #verifiers/*'
    return to && !typeOnly ? 'a contract is imported as types (import type)' : undefined
  }),
]

/** Needs that lead back to where they began. */
export const needCycle: Rule = {
  name: 'need-cycle',
  says: 'what systems need of each other has no cycle',
  find: ({ needs }) => {
    const found = new Map<string, string>()
    const walk = (at: string, path: string[]): void => {
      if (path.includes(at)) {
        const circle = path.slice(path.indexOf(at))
        found.set([...circle].sort().join(), [...circle, at].join(' → '))
        return
      }
      for (const next of needs.get(at) ?? []) walk(next, [...path, at])
    }
    for (const name of needs.keys()) walk(name, [])
    return [...found.values()].map((circle) => ({ path: `server/systems/${circle.split(' ')[0]}/system.ts`, says: `cycle: ${circle}` }))
  },
}
