import { Type, type Static } from 'typebox'
import { Code, Count, DivisionCode, listOf, nullable, object, ShortText, Uuid } from '#base/shapes'

const Path = Type.String({ maxLength: 120 })
export const Unit = Type.Object({
  id: Code, name: ShortText(60), shortName: ShortText(60), level: ShortText(20), divisionCode: DivisionCode, divisionPath: Path, parentId: nullable(Code),
  kind: ShortText(40), role: nullable(ShortText(40)), networkPost: Type.Union([Type.Literal('own'), Type.Literal('attached'), Type.Literal('none')]), phone: nullable(ShortText(20)),
})
export type Unit = Static<typeof Unit>
export const UnitParams = object({ unitId: Code })
export const UnitQuery = object({
  q: Type.Optional(Type.String({ maxLength: 60 })), under: Type.Optional(DivisionCode), role: Type.Optional(Code), level: Type.Optional(Code), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export const UnitList = Type.Object({ items: listOf(Unit, 200) })

/** Which posts there are; who holds them is seen only by those who may read persons, and masked. */
export const Post = Type.Object({ id: Uuid, code: ShortText(120), departmentId: Code, divisionCode: DivisionCode, divisionPath: Path, title: ShortText(30), role: Code, isHead: Type.Boolean(), vacant: Type.Boolean() })
export type Post = Static<typeof Post>
export const PostQuery = object({ role: Type.Optional(Code) })
export const PostList = Type.Object({ items: listOf(Post, 2000) })

export const PostParams = object({ postId: Uuid })
export const FillPost = object({ personId: nullable(Uuid) })
export const SetNetworkPost = object({ networkPost: Type.Union([Type.Literal('own'), Type.Literal('attached'), Type.Literal('none')]) })

export const Field = Type.Union([Type.Literal('name'), Type.Literal('phone'), Type.Literal('number'), Type.Literal('address')])
const Text = nullable(Type.String({ maxLength: 200 }))
export const Person = Type.Object({
  id: Uuid, name: Type.String({ maxLength: 60 }), phone: Text, number: Text, address: Text, numberKind: nullable(ShortText(30)), divisionPath: nullable(Path), marks: listOf(ShortText(30), 5),
})
export type Person = Static<typeof Person>
export const OwnPerson = Type.Object({ id: Uuid, name: Type.String({ maxLength: 60 }), phone: Text, number: Text, address: Text, divisionPath: nullable(Path) })
export const PersonParams = object({ personId: Uuid })

export const Unmask = object({
  fields: Type.Array(Field, { minItems: 1, maxItems: 4, uniqueItems: true }), purpose: Code,
  /** Number of the matter it is for, as people write it. */
  about: Type.Optional(ShortText(60)),
})
export const Unmasked = Type.Object({
  fields: object({ name: Type.Optional(Text), phone: Type.Optional(Text), number: Type.Optional(Text), address: Type.Optional(Text) }), purpose: Code,
  /** Seconds after which the screen covers it again. */
  showFor: Count(3600), seenToday: Count(), dailyLimit: Count(),
})
export type Unmasked = Static<typeof Unmasked>

export const LookUp = object({ number: Type.String({ minLength: 1, maxLength: 40 }), purpose: Code })
export const LookedUp = Type.Object({ person: nullable(Person) })
export type LookedUp = Static<typeof LookedUp>

export const Purpose = Type.Object({ code: Code, name: ShortText(40), nameEn: nullable(ShortText(80)), fields: listOf(Field, 4), lookup: Type.Boolean(), source: nullable(ShortText(200)) })
export const PurposeQuery = object({
  /** Also those that have left the list: what was shown then was shown for them. */
  ended: Type.Optional(Type.Boolean()),
})
export const PurposeList = Type.Object({ items: listOf(Purpose, 200) })
