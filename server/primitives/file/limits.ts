/** What one upload may be. A city may set its own; these hold otherwise. */
export type FileLimits = Readonly<{
  /** Bytes of one upload. */
  bytes: number
  /** Pixels of one picture: what a small upload could swell to in memory. */
  pixels: number
  /** The longest side in pixels. */
  side: number
  /** Files of one subject and one use, such as the photos before. */
  perSubject: number
  /** Uploads of one person that nothing refers to yet. */
  unattached: number
}>

export const standardLimits: FileLimits = { bytes: 20 * 1024 * 1024, pixels: 64_000_000, side: 20_000, perSubject: 9, unattached: 60 }
