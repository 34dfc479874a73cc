/** Hours of a hall on a working day, 'HH:MM'. */
export type Hours = Readonly<{ from: string; to: string }>

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The slots of a working day: each lies whole within the hours. */
export function slotTimes(hours: readonly Hours[], minutes: number): Hours[] {
  return hours.flatMap(({ from, to }) => {
    const many = Math.floor((minutesOf(to) - minutesOf(from)) / minutes)
    return Array.from({ length: Math.max(many, 0) }, (_, at) => ({ from: timeOf(minutesOf(from) + at * minutes), to: timeOf(minutesOf(from) + (at + 1) * minutes) }))
  })
}

export type BookingState = 'booked' | 'arrived' | 'missed' | 'cancelled'

/** What became of a booking, from the moments that are written down. */
export const stateOf = (row: Readonly<{ cancelled_at: Date | null; arrived_at: Date | null; missed_at: Date | null }>): BookingState =>
  row.cancelled_at ? 'cancelled' : row.arrived_at ? 'arrived' : row.missed_at ? 'missed' : 'booked'
