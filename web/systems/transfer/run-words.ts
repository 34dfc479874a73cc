import type { TransferRun } from '#contracts/transfer'
import { hasText, text } from '../../base/texts/texts.ts'

export const tones = { waiting: 'calm', running: 'calm', paused: 'stopped', quarantined: 'warn', stopped: 'alert', differs: 'alert', done: 'ok' } as const

/** How far a run is, 0 to 100; null where the source does not say how much there is. */
export const shareOf = (run: TransferRun): number | null =>
  run.state === 'done' ? 100 : run.estimate === null || run.estimate === 0 ? null : Math.min(99, Math.floor(run.rows / run.estimate * 100))

export const counted = (count: number): string => count.toLocaleString('en-US')

/** Bytes in the unit that reads best. */
export const sized = (bytes: number): string => bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`

/** Why it waits or stopped, in the reader's words (原因). */
export const why = (says: TransferRun['says']): string => says === null ? '' : hasText(says.code) ? text(says.code, says.facts) : hasText(`refusal.${says.code}`) ? text(`refusal.${says.code}`, says.facts) : says.code
