/** Minutes as they were typed; nothing or no number = by hand. */
export const minutesOf = (typed: string): number | null => /^[1-9]\d{0,5}$/.test(typed.trim()) ? Number(typed.trim()) : null
