import type { Who } from '#contracts/access'

export type OwnWho = Who
export type OwnSession = { id: string, current: boolean, createdAt: string, lastSeenAt: string, expiresAt: string, device: string, source: string, factors: string[] }
