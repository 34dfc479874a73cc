import { Type, type Static } from 'typebox'
import { Code, object } from '#base/shapes'

const Word = Type.String({ maxLength: 200 })
/** Protocol doors take fields that they do not know: clients send extensions. */
export const AnyQuery = Type.Object({ jurisdiction_id: Type.Optional(Word), api_key: Type.Optional(Word) })
export const RequestsQuery = Type.Object({
  ...AnyQuery.properties, service_request_id: Type.Optional(Type.String({ maxLength: 2000 })), service_code: Type.Optional(Type.String({ maxLength: 2000 })),
  start_date: Type.Optional(Word), end_date: Type.Optional(Word), status: Type.Optional(Word),
})
export type RequestsQuery = Static<typeof RequestsQuery>
export const ServiceCode = object({ serviceCode: Code })
export const RequestIds = object({ requestId: Type.String({ maxLength: 2000 }) })
export const Token = object({ token: Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }) })
/** Form fields of a new request: names of the specification, attribute[code], and what extensions add. */
export const RequestForm = Type.Object({}, { additionalProperties: false, maxProperties: 60, patternProperties: { '^[A-Za-z0-9_.-]{1,60}(\\[[A-Za-z0-9_-]{0,60}\\])?$': Type.String({ maxLength: 4000 }) } })
