import type { Static } from 'typebox'
import type { Doables, Trace } from '#contracts/matter'

/** A matter's trace as the server tells it, to staff and to the public alike: towards the public units, never persons (经过). */
export type ToldTrace = Trace
export type ToldStep = ToldTrace['steps'][number]
/** What the reader may do now: its name, what it asks for, and whether it is the usual next step (可办动作). */
export type Doable = Static<typeof Doables>['items'][number]
