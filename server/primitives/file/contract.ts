import { Type, type Static } from 'typebox'
import { ClientId, listOf, object, Uuid } from '#base/shapes'

export const FileId = object({ fileId: Uuid })
/** `id` is the client's own, made before it had a network: the same upload twice is one file. */
export const UploadQuery = object({ id: Type.Optional(ClientId) })
export const UploadedFile = object({ id: Uuid })
export type UploadedFile = Static<typeof UploadedFile>

const Fraction = Type.Number({ minimum: 0, maximum: 1 })
/** Places to blur, in fractions of the picture's width and height, from its upper left corner. */
export const Boxes = listOf(object({ x: Fraction, y: Fraction, w: Fraction, h: Fraction }), 200)
export type Boxes = Static<typeof Boxes>

/** A picture in a list of its owner: its copies have addresses of the owner's. */
export const FileView = object({ id: Uuid, use: Type.String({ maxLength: 40 }), width: Type.Integer({ minimum: 0, maximum: 100_000 }), height: Type.Integer({ minimum: 0, maximum: 100_000 }), published: Type.Boolean() })
export type FileView = Static<typeof FileView>
