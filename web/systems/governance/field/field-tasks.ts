import type { Row } from '../inbox/inbox-types.ts'

/** What waits for this worker: what their own desk holds, what was reported here and nobody took yet, what was done here and wants verifying; each once, the one due first first (今天的任务). */
export const tasksOf = (rows: readonly Row[]): Row[] => {
  const due = (row: Row): string => row.stateDueAt ?? row.dueAt ?? '9999'
  return [...new Map(rows.filter(row => row.quarantined === null).map(row => [row.id, row])).values()].sort((a, b) => due(a).localeCompare(due(b)))
}

/** Steps that can be done on the spot with a phone; the others need a desk. */
export const onTheSpot = new Set(['accept', 'climb', 'verify', 'send_back', 'mend', 'comment', 'close', 'reject', 'recheck', 'recheck_fail'])
