import { Type, type Static } from 'typebox'
import { Count, Instant, listOf, nullable, object, PageByIdQuery, pageOf, Uuid } from '#base/shapes'

const Hash = Type.String({ maxLength: 44, description: 'SHA-256, base64' })
const Size = Count(Number.MAX_SAFE_INTEGER)
const Note = Type.String({ maxLength: 10_000, description: 'Signed note (C2SP tlog-checkpoint)' })

export const EntryId = object({ entryId: Uuid })
export const TilePath = Type.Object({ '*': Type.String({ maxLength: 60 }) })
export const Hour = object({ hour: Instant })
export const ConsistencyQuery = object({ from: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), to: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })) })
export const MineQuery = object(PageByIdQuery)

export const EntryProof = object({ entryId: Uuid, leafIndex: Size, treeSize: Size, entry: Hash, leafHash: Hash, path: listOf(Hash, 64), checkpoint: Note })
export type EntryProof = Static<typeof EntryProof>
export const ConsistencyProof = object({ from: Size, to: Size, path: listOf(Hash, 65) })
export type ConsistencyProof = Static<typeof ConsistencyProof>

export const PublicLog = object({
  origin: Type.String({ maxLength: 200 }), size: Size, root: Hash, checkpointAt: Instant, waiting: Size,
  verifierKeys: object({ ed25519: Type.String({ maxLength: 400 }), sm2: Type.String({ maxLength: 400 }) }),
  kinds: listOf(object({ kind: Type.String({ maxLength: 100 }), leaves: Size, purged: Size }), 1000),
  hours: listOf(object({ hour: Instant, size: Size }), 48),
})
export type PublicLog = Static<typeof PublicLog>

/** A leaf about the reader: what was done, when, by which department, for which purpose and to which fields of theirs; never by which person. */
export const LeafAbout = object({
  entryId: Uuid, kind: Type.String({ maxLength: 100 }), at: Instant, leafIndex: nullable(Size),
  by: nullable(Type.String({ maxLength: 20 })), departmentId: nullable(Type.String({ maxLength: 100 })), purpose: nullable(Type.String({ maxLength: 100 })),
  fields: listOf(Type.String({ maxLength: 100 }), 20),
})
export type LeafAbout = Static<typeof LeafAbout>
export const LeavesAbout = pageOf(LeafAbout)
