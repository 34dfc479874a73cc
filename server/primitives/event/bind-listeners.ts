import type { Home, Listener } from '#base/home'

const byEvent = new Map<string, Listener[]>()
const byName = new Map<string, Listener>()

/** Ties listeners to event names once at boot; an event that nobody declares, or a listener named twice, stops the start. */
export function useListeners(homes: readonly Home[]): void {
  byEvent.clear()
  byName.clear()
  const declared = new Set(homes.flatMap((home) => home.events ?? []))
  for (const listener of homes.flatMap((home) => home.listeners ?? [])) {
    if (!declared.has(listener.on)) throw new Error(`listener ${listener.name} waits for '${listener.on}', which no home declares`)
    if (byName.has(listener.name)) throw new Error(`two listeners are named ${listener.name}`)
    byName.set(listener.name, listener)
    byEvent.set(listener.on, [...(byEvent.get(listener.on) ?? []), listener])
  }
}

/** Names of the listeners that an event with this detail is for. */
export const listenersOf = (eventName: string, detail: object): string[] => (byEvent.get(eventName) ?? []).filter((listener) => wants(listener, detail)).map((listener) => listener.name)

const wants = ({ where = {} }: Listener, detail: object): boolean =>
  Object.entries(where).every(([field, values]) => values.includes((detail as Record<string, string | boolean>)[field]!))
export const listenerNamed = (name: string): Listener | undefined => byName.get(name)

export const LANES = 16
/** FNV-1a of the subject: all of one subject's events lie in one lane. */
export function laneOf(subjectId: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < subjectId.length; i++) hash = Math.imul(hash ^ subjectId.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % LANES
}
