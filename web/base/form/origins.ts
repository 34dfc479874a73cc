/** From where a value came: the entry of the catalogue, its unit, and since when it is so there. */
export type Origin = { resource: string, unit: string, at?: string | null }
/** A value that somebody says is wrong: who looks at it, and until when. */
export type Dispute = { unit: string, until?: string }
