import { randomBytes, randomInt, randomUUIDv7 } from 'node:crypto'

const SPREAD = 20 * 86_400_000

/** An id for a case: an ordinary one tells to the millisecond when somebody rated, so its time lies anywhere in the twenty days before. 差评件标识 */
export function blurredId(): string {
  const made = randomUUIDv7()
  const millis = Number.parseInt(made.slice(0, 8) + made.slice(9, 13), 16) - randomInt(SPREAD)
  const hex = millis.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomBytes(2).toString('hex').slice(1)}-${made.slice(19)}`
}

/** What the unit calls a case: the public number begins with the day on which somebody rated. 单位所见编号 */
export const referenceOf = (id: string): string => id.slice(-8).toUpperCase()
