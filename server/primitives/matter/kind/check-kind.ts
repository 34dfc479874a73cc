import type { Action, Effect, Guard, Kind } from './kind-shape.ts'

const counts = ({ effects = [] }: Action): string[] => effects.flatMap((effect) => (typeof effect === 'object' ? [effect.count] : []))
const has = ({ effects = [] }: Action, effect: Effect): boolean => effects.includes(effect)

/** The states an action may lead to from one state; 'before' leads back to wherever one may be suspended from. */
function targets(kind: Kind, action: Action, from: string): string[] {
  if (action.to === undefined) return [from]
  if (action.to !== 'before') return [action.to]
  return Object.values(kind.actions).filter((other) => has(other, 'pause') && other.to === from).flatMap(({ from: states }) => states)
}

function* edges(kind: Kind): Generator<{ name: string; action: Action; from: string; to: string }> {
  for (const [name, action] of Object.entries(kind.actions)) for (const from of action.from) for (const to of targets(kind, action, from)) yield { name, action, from, to }
}

const reachedFrom = (start: readonly string[], next: (state: string) => readonly string[]): Set<string> => {
  const seen = new Set(start)
  for (const state of seen) for (const to of next(state)) seen.add(to)
  return seen
}

/** Names that are used but not declared. */
function nameFaults(kind: Kind): string[] {
  const faults: string[] = []
  const states = new Set(Object.keys(kind.states)), limits = new Set(Object.keys(kind.limits)), counters = new Set(Object.keys(kind.counters ?? {})), actions = new Set(Object.keys(kind.actions))
  const need = (set: Set<string>, name: string | undefined, what: string, where: string) => { if (name !== undefined && !set.has(name)) faults.push(`${where}: there is no ${what} '${name}'`) }
  for (const start of [kind.start, ...(kind.other_starts ?? [])]) need(states, start, 'state', 'start')
  for (const limit of [kind.whole, kind.shares?.lead, kind.shares?.supporting]) need(limits, limit, 'limit', 'whole and shares')
  for (const [name, state] of Object.entries(kind.states)) {
    need(limits, state.limit, 'limit', `state ${name}`)
    need(actions, state.usual, 'action', `state ${name}`)
    if (state.usual !== undefined && kind.actions[state.usual] && !kind.actions[state.usual]!.from.includes(name)) faults.push(`state ${name}: its usual action '${state.usual}' cannot be done there`)
  }
  const guardNames = (guard: Guard, where: string) => {
    if ('within' in guard) need(limits, guard.within.limit, 'limit', where)
    if ('counter_reached' in guard) need(counters, guard.counter_reached, 'counter', where)
    if ('counter_not_reached' in guard) need(counters, guard.counter_not_reached, 'counter', where)
    if ('not_performer_of' in guard) for (const action of guard.not_performer_of) need(actions, action, 'action', where)
  }
  for (const [name, action] of Object.entries(kind.actions)) {
    const where = `action ${name}`
    for (const from of action.from) need(states, from, 'state', where)
    if (action.to !== 'before') need(states, action.to, 'state', where)
    for (const role of action.by) if (!kind.roles[role]) faults.push(`${where}: there is no role '${role}'`)
    for (const guard of action.guards ?? []) guardNames(guard, where)
    for (const counter of counts(action)) need(counters, counter, 'counter', where)
    for (const limit of action.limits ?? []) need(limits, limit, 'limit', where)
  }
  return faults
}

/** Loops through which no action counts. */
function loopFaults(kind: Kind): string[] {
  const free = [...edges(kind)].filter(({ action, from, to }) => action.to !== undefined && counts(action).length === 0 && (from !== to || !has(action, 'reclassify')))
  // the way back from a suspension is as counted as the way in
  const edgesLeft = free.filter(({ action, from }) => !(has(action, 'resume') && Object.values(kind.actions).every((other) => other.to !== from || !has(other, 'pause') || counts(other).length > 0)))
  return Object.keys(kind.states).flatMap((state) => {
    const first = edgesLeft.filter(({ from }) => from === state)
    const looping = first.find(({ to }) => reachedFrom([to], (at) => edgesLeft.filter(({ from }) => from === at).map((edge) => edge.to)).has(state))
    return looping ? [`state ${state}: action ${looping.name} begins a loop that nothing counts`] : []
  })
}

const daysUnits = new Set(['days', 'working_days'])

/** Everything wrong with a kind; empty = it may be published. No unreachable state, no dead end, no loop without a counter, no step without someone to do it. 类型检查 */
export function checkKind(kind: Kind): string[] {
  const faults = nameFaults(kind)
  if (faults.length > 0) return faults
  const all = [...edges(kind)]
  const isFinal = (state: string) => kind.states[state]!.final === true
  const reached = reachedFrom([kind.start, ...(kind.other_starts ?? [])], (state) => all.filter(({ from }) => from === state).map(({ to }) => to))
  for (const state of Object.keys(kind.states)) {
    if (!reached.has(state)) { faults.push(`state ${state}: nothing leads to it`); continue }
    if (isFinal(state)) continue
    if (![...reachedFrom([state], (at) => all.filter(({ from }) => from === at).map(({ to }) => to))].some(isFinal)) faults.push(`state ${state}: no way leads from it to an end`)
    const leaving = all.filter(({ from, to }) => from === state && to !== state)
    const doers = leaving.flatMap(({ action }) => action.by.map((role) => kind.roles[role]!.who))
    if (doers.length === 0) faults.push(`state ${state}: nobody can lead it on`)
    else if (doers.every((who) => who === 'opener')) faults.push(`state ${state}: only the opener can lead it on, who may never come back; let the clock or a post do it too`)
    if (!kind.states[state]!.limit) faults.push(`state ${state}: it has no limit, so nobody would notice that it rests`)
  }
  for (const [name, action] of Object.entries(kind.actions)) {
    if (action.at_limit && !action.by.some((role) => kind.roles[role]!.who === 'clock')) faults.push(`action ${name}: at_limit needs a role of the clock in 'by'`)
    if (action.at_limit && (action.needs ?? []).length > 0) faults.push(`action ${name}: the clock has nothing to bring (needs)`)
    if (has(action, 'pause') && (action.to === undefined || !Object.values(kind.actions).some((other) => other.from.includes(action.to!) && has(other, 'resume')))) faults.push(`action ${name}: nothing resumes what it pauses`)
    if (action.to !== undefined && action.to !== 'before' && isFinal(action.to) !== has(action, 'close')) faults.push(`action ${name}: it must close if and only if it leads to a final state`)
    if (action.from.some(isFinal) && action.to !== undefined && !isFinal(action.to) && !has(action, 'new_cycle')) faults.push(`action ${name}: leading out of a final state begins a new cycle (new_cycle)`)
    if (has(action, 'assign') && !(action.needs ?? []).includes('unit')) faults.push(`action ${name}: it assigns, so it needs a unit`)
    if (has(action, 'climb') && !(action.needs ?? []).includes('holder')) faults.push(`action ${name}: it climbs, so it needs a holder`)
  }
  for (const [state, at] of Object.entries(Object.groupBy(Object.entries(kind.actions).filter(([, action]) => action.at_limit).flatMap(([name, { from }]) => from.map((one) => [one, name] as const)), ([one]) => one)))
    if (at!.length > 1) faults.push(`state ${state}: the clock would do ${at!.map(([, name]) => name).join(' and ')}`)
  for (const [name, { amount, unit, urgent, by_level }] of Object.entries(kind.limits))
    for (const time of [amount === undefined ? null : { amount, unit: unit! }, urgent, ...Object.values(by_level ?? {})])
      if (time && daysUnits.has(time.unit) && !Number.isInteger(time.amount)) faults.push(`limit ${name}: days are counted whole`)
  return [...faults, ...loopFaults(kind)]
}
