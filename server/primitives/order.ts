import type { Home } from '#base/home'
import { primitive as event } from './event/primitive.ts'

/** The primitives, lowest first: each may use the doors of those before it. */
export const primitives: readonly Home[] = [event]
