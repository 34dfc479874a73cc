/** How people say it 群众说法: data of the city, not code. `say` are the words; the rest is what they mean. */
export type SpokenWords = Readonly<{
  /** Who it is about: 我妈, 老伴, 娃. */
  people: readonly Readonly<{ say: readonly string[]; audience?: string; ages?: Readonly<{ from?: number; to?: number }> }>[]
  /** What one wants of it: money, a licence, a proof. */
  wants: readonly Readonly<{ say: readonly string[]; gives: string }>[]
  /** What else words mean: other words, a life event, an audience, or items by themselves. */
  means: readonly Readonly<{ say: readonly string[]; words?: readonly string[]; events?: readonly string[]; audience?: string; items?: readonly string[] }>[]
  /** Words that ask and say nothing: 怎么, 需要, 请问. */
  fillers: readonly string[]
  /** Life events whose items are shown only to who speaks of them: nobody who asks about a living mother is offered a funeral. */
  delicate?: readonly string[]
}>
