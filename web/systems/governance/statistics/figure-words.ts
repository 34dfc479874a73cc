import type { Figures } from '#contracts/governance'

/** A share as screen and sheet write it; a dash where there is nothing to share (比率). */
export const rate = (part: number, whole: number): string => whole === 0 ? '—' : `${(Math.round(part / whole * 1000) / 10).toFixed(1)}%`
export const onTime = (figures: Figures): string => rate(figures.onTime, figures.onTime + figures.late)
export const satisfied = (figures: Figures): string => rate(figures.satisfied, figures.rated)
export const whole = (value: number): string => value.toLocaleString('en-US')

export const columns = ['opened', 'accepted', 'dispatched', 'handled', 'onTimeRate', 'returned', 'sentBack', 'closed', 'reopened', 'rated', 'satisfiedRate', 'median'] as const
export type FigureColumn = typeof columns[number]
/** What a cell of the table shows; `span` says minutes of work in words. */
export const cell = (column: FigureColumn, figures: Figures, span: (minutes: number) => string): string => {
  if (column === 'onTimeRate') return onTime(figures)
  if (column === 'satisfiedRate') return satisfied(figures)
  if (column === 'median') return figures.medianMinutes === null ? '—' : span(figures.medianMinutes)
  return whole(figures[column])
}
