import type { Gate } from '#contracts/open-data'
import { text } from '../../../base/texts/texts.ts'

export type Check = Gate['checks'][number]
export type Finding = Check['findings'][number]
const figure = (count: number): string => count.toLocaleString('en-US')

/** What a check of the gate found, in words: columns and numbers of rows, never a value (审查发现). */
export const findingWords = (check: Check['check'], { column, kind, rows, groups = 0, of, doubtful }: Finding): string => {
  const size = /^group_of_(\d+)$/.exec(kind)?.[1]
  if (size !== undefined) return text('open_data.finding.group', { size, groups: figure(groups), rows: figure(rows) })
  if (check === 'personal') return text(doubtful === true ? 'open_data.finding.doubtful' : 'open_data.finding.personal', { column: column ?? '', kind: text(`exchange.land.kind.${kind}`), rows: figure(rows), of: figure(of) })
  return text(`open_data.finding.${kind}`, { rows: figure(rows), of: figure(of) })
}
