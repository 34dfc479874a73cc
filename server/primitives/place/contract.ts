import { Type, type Static } from 'typebox'
import { Coordinates, Count, Day, DivisionCode, listOf, nullable, object, Point, ShortText } from '#base/shapes'

export const Level = Type.Union([Type.Literal('city'), Type.Literal('district'), Type.Literal('street'), Type.Literal('community'), Type.Literal('grid')])
export const DivisionParams = object({ code: DivisionCode })

const Ancestor = Type.Object({ code: DivisionCode, name: ShortText(60), level: Level })
export const Division = Type.Object({
  code: DivisionCode, name: ShortText(60), level: Level, kind: ShortText(10), path: Type.String({ maxLength: 120 }),
  /** Above it, the district first; for showing same names apart. */
  parents: listOf(Ancestor, 6),
  point: nullable(Point), validFrom: nullable(Day), validTo: nullable(Day), version: Count(),
  /** How many divisions lie directly under it. */
  children: Count(),
})
export type Division = Static<typeof Division>

export const DivisionQuery = object({
  under: Type.Optional(DivisionCode), q: Type.Optional(Type.String({ maxLength: 60 })), level: Type.Optional(Level), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export const DivisionList = Type.Object({ items: listOf(Division, 200) })
export type DivisionList = Static<typeof DivisionList>

export const AtPoint = object({ at: Coordinates, street: Type.Optional(DivisionCode) })
const Near = Type.Object({ division: Division, metres: nullable(Count()) })
export const PlacesAtPoint = Type.Object({
  point: Point, district: Division,
  /** The point lies just outside the district's simplified outline. */
  onBorder: Type.Boolean(),
  /** Every street of the district, or every community of the street asked for: nearest first, unknown distances last. */
  choices: listOf(Near, 1500),
})
export type PlacesAtPoint = Static<typeof PlacesAtPoint>

export const MakeGrid = object({ name: ShortText(30) })
export const RenameGrid = object({ name: ShortText(30), version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) })
export const RetireGrid = object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })) })

export const City = Type.Object({
  code: DivisionCode, name: ShortText(30), shortName: nullable(ShortText(10)), zone: ShortText(40), hotline: nullable(ShortText(20)),
  brand: Type.Record(Type.String({ maxLength: 30 }), Type.String({ maxLength: 40 })), emergency: listOf(Type.Record(Type.String(), Type.Unknown()), 20),
  levels: listOf(Type.Object({ level: Level, name: ShortText(10) }), 6),
  bounds: Type.Object({ west: Type.Number(), south: Type.Number(), east: Type.Number(), north: Type.Number() }),
})
export type City = Static<typeof City>

export const Boundaries = Type.Object({
  type: Type.Literal('FeatureCollection'), notice: Type.String(),
  features: Type.Array(Type.Object({
    type: Type.Literal('Feature'), properties: Type.Object({ code: DivisionCode, name: Type.String() }),
    geometry: Type.Object({ type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))) }),
  })),
})
export type Boundaries = Static<typeof Boundaries>
