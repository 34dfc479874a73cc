/** One step of a trace as people read it; the server's words, already in the reader's language (一步). */
export type TraceTag = { tone: 'ok' | 'back' | 'why' | 'late', text: string }
export type TraceStep = { id: string, state: 'done' | 'side' | 'now' | 'next', what: string, at?: string, text?: string, quote?: string, tags?: TraceTag[], photos?: { src: string, words: string }[] }
export type UnitShare = { name: string, minutes: number, current?: boolean, note?: string }
