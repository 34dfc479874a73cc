import type { Action, Escalation, Kind } from './kind-shape.ts'

/** Who has a matter while it rests in a state: its unit, the desk, or nobody. */
export type HeldBy = 'unit' | 'desk' | 'pause' | 'nobody'
/** A kind made ready: what the hot path would otherwise look for. 编译后的类型 */
export type CompiledKind = Readonly<{
  kind: Kind
  version: number
  hash: string
  heldBy: Readonly<Record<string, HeldBy>>
  /** What the clock does when a state's limit ends. */
  atLimit: Readonly<Record<string, string>>
  whole: readonly Escalation[]
  state: readonly Escalation[]
  share: readonly Escalation[]
  order: readonly Escalation[]
  /** Actions whose doer some guard asks for. */
  watched: ReadonlySet<string>
}>

export function compileKind(kind: Kind, version: number, hash: string): CompiledKind {
  const actions = Object.entries(kind.actions)
  const heldBy = Object.fromEntries(Object.entries(kind.states).map(([name, state]): [string, HeldBy] => {
    if (state.final) return [name, 'nobody']
    if (actions.some(([, action]) => action.effects?.includes('pause') && action.to === name)) return [name, 'pause']
    const usual: Action | undefined = state.usual === undefined ? undefined : kind.actions[state.usual]
    return [name, usual?.by.some((role) => kind.roles[role]!.who === 'lead') ? 'unit' : 'desk']
  }))
  const of = (clock: Escalation['clock']) => (kind.escalations ?? []).filter((one) => one.clock === clock).sort((a, b) => a.at - b.at)
  return {
    kind, version, hash, heldBy,
    atLimit: Object.fromEntries(actions.filter(([, { at_limit }]) => at_limit).flatMap(([name, { from }]) => from.map((state) => [state, name]))),
    whole: of('whole'), state: of('state'), share: of('share'), order: of('order'),
    watched: new Set(actions.flatMap(([, { guards = [] }]) => guards.flatMap((guard) => ('not_performer_of' in guard ? guard.not_performer_of : [])))),
  }
}
