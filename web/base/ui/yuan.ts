/** 1050 → “10.50” (元). */
export const yuan = (fen: number): string => (fen / 100).toFixed(2)
/** “10.5” → 1050; null where it is no amount of money (分). */
export const fen = (words: string): number | null => /^\d{1,7}(\.\d{1,2})?$/.test(words.trim()) ? Math.round(Number(words.trim()) * 100) : null
