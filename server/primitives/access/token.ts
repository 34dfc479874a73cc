import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as base64url: a session, a device or a key. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of it. */
export const digestOf = (...parts: readonly string[]): Buffer => createHash('sha256').update(parts.join('\0')).digest()

export const looksLikeToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)
