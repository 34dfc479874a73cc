import type { Deed } from '#base/deed'

/** Where a page of one's own things ends: the latest change of the last one, and its id. */
export type OwnPlace = Readonly<{ at: Date; id: string }>
/** One of a person's own things in the words of the city: what it is, where it stands, what comes next, who has it and what one may do about it. 我的一件事 */
export type OwnThing = Readonly<{
  id: string
  /** What people say on the phone; null = it has none. */
  number: string | null
  title: string
  state: string
  /** As the city words the state; null = a word of the pages. */
  stateName: string | null
  /** What usually follows; null = nothing does. */
  next: string | null
  who: string | null
  /** Of the latest change. */
  at: Date
  dueAt: Date | null
  overdue: boolean
  open: boolean
  turn: 'you' | 'city' | 'nobody'
  /** Where it is read and acted on. */
  href: string
  /** What its person may do now; without a name it is a word of the pages. */
  can: readonly Readonly<{ action: string; name: string | null }>[]
  /** By which ways of law one may go against it. */
  remedies: readonly string[]
}>

/** A person's own things of one sort, kept by one home and read together with the others as one list. 我的事供给 */
export type OwnList = Readonly<{
  kind: 'own'
  /** `home.what_it_is`. */
  id: string
  /** What the list calls them and is narrowed by. */
  of: string
  /** Those of the actor that changed before a place, the latest change first. */
  page(deed: Deed, asked: Readonly<{ before: OwnPlace | null; open: boolean | undefined; limit: number }>): Promise<readonly OwnThing[]>
  /** Whether the matter with this id is the actor's own, where the trace of the matter may be read as it stands. */
  holds?(deed: Deed, id: string): Promise<boolean>
}>
