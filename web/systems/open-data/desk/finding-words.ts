import type { Gate } from '#contracts/open-data'
import { text } from '../../../base/texts/texts.ts'

export type Check = Gate['checks'][number]
export type Finding = Check['findings'][number]
const figure = (count: number): string => count.toLocaleString('en-US')

/** What a check of the gate found, in words: columns and numbers of rows, never a value (审查发现). */
export const findingWords = (check: Check['check'], { column, kind, size = 0, rows, groups = 0, of, doubtful }: Finding, least: number): string => {
  const said = { column: column ?? '', size, groups: figure(groups), rows: figure(rows), of: figure(of), least }
  if (check === 'personal') return text(doubtful === true ? 'open_data.found.doubtful' : 'open_data.found.personal', { ...said, kind: text(`open_data.finding.${kind}`) })
  if (kind === 'group' || kind === 'rejected') return text(`open_data.found.${kind}`, said)
  const what = text(`open_data.finding.${kind}`, said)
  return column === null ? what : text('open_data.found.column', { column, what })
}
