import { Type, type TSchema } from 'typebox'

/** The shapes that every contract shares. Each is bounded: a route with an unbounded string or list does not register. */
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$', maxLength: 36 })
/** A UUIDv7 made by the client: the record is the same however often it is sent. */
export const ClientId = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$', maxLength: 36 })
/** The name of a thing in the city's data: an item, a role, a department, a kind. */
export const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$', maxLength: 64 })
export const DivisionCode = Type.String({ pattern: '^[0-9A-Za-z]{1,20}$', maxLength: 20 })
export const Instant = Type.String({ format: 'date-time', maxLength: 35 })
export const Day = Type.String({ format: 'date', maxLength: 10 })
export const ShortText = (maxLength = 200) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
export const LongText = (maxLength = 4000) => Type.String({ maxLength })
export const Count = (maximum = 1_000_000_000) => Type.Integer({ minimum: 0, maximum })
export const Crs = Type.Union([Type.Literal('WGS84'), Type.Literal('CGCS2000'), Type.Literal('GCJ02'), Type.Literal('BD09')])
export const Coordinates = Type.Object(
  { longitude: Type.Number({ minimum: -180, maximum: 180 }), latitude: Type.Number({ minimum: -180, maximum: 180 }), crs: Crs },
  { additionalProperties: false },
)
export const Point = Type.Object({ longitude: Type.Number({ minimum: -180, maximum: 180 }), latitude: Type.Number({ minimum: -90, maximum: 90 }) }, { additionalProperties: false })
export const listOf = <T extends TSchema>(item: T, maxItems = 100) => Type.Array(item, { maxItems })
/** One page of a list: rows after a key, never an offset. */
export const PageQuery = { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), after: Type.Optional(Type.String({ maxLength: 200 })) }
/** The same where rows are in order of their id. */
export const PageByIdQuery = { limit: PageQuery.limit, after: Type.Optional(Uuid) }
export const pageOf = <T extends TSchema>(item: T, maxItems = 200) =>
  Type.Object({ items: listOf(item, maxItems), next: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]) })
export const nullable = <T extends TSchema>(shape: T) => Type.Union([shape, Type.Null()])
export const object = <T extends Record<string, TSchema>>(fields: T) => Type.Object(fields, { additionalProperties: false })
