/** What code says of a kind: the actions it calls by name. A kind file must have them and may have more. */
export type Binding = { kind: string; actions: readonly string[]; states?: readonly string[]; limits?: readonly string[] }
const bindings = new Map<string, Binding[]>()

/** Called by a system when it is loaded. 声明所用动作 */
export function bindKind(binding: Binding): void {
  bindings.set(binding.kind, [...(bindings.get(binding.kind) ?? []).filter((known) => known.actions.join() !== binding.actions.join()), binding])
}

/** What code needs and a kind lacks. */
export function bindingFaults(kind: { kind: string; actions: object; states: object; limits: object }): string[] {
  return (bindings.get(kind.kind) ?? []).flatMap(({ actions, states = [], limits = [] }) => [
    ...actions.filter((name) => !(name in kind.actions)).map((name) => `action ${name}: code calls it, and it is not there`),
    ...states.filter((name) => !(name in kind.states)).map((name) => `state ${name}: code asks for it, and it is not there`),
    ...limits.filter((name) => !(name in kind.limits)).map((name) => `limit ${name}: code sets it, and it is not there`),
  ])
}
