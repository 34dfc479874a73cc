import { randomUUIDv7 } from 'node:crypto'

const millis = (uuid: string): number => Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)

/** A UUIDv7 not before the matter's own, ordered by the matter's version within a millisecond: the trace reads id >= matter_id, in the order of ids. */
export function stepId(matterId: string, version: number): string {
  const made = randomUUIDv7()
  const prefix = made.slice(0, 13) > matterId.slice(0, 13) ? made.slice(0, 13) : later(matterId)
  return `${prefix}-7${(version & 0xfff).toString(16).padStart(3, '0')}-${made.slice(19)}`
}

function later(uuid: string): string {
  const hex = (millis(uuid) + 1).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}

const DAY = 86_400_000
/** Whether an id that a client made belongs to now: there are partitions from the last month to the next, and no record is so old. */
export function isTimely(uuid: string): boolean {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)) return false
  const now = millis(randomUUIDv7())
  return millis(uuid) > now - 27 * DAY && millis(uuid) < now + DAY
}
