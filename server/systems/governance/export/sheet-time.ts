import { cityDay, cityTime } from '#base/clock'

/** An instant as a sheet shows it, by the city's clock. */
export const sheetTime = (instant: Date | null, zone: string): string => (instant === null ? '' : `${cityDay(instant, zone)} ${cityTime(instant, zone)}`)
