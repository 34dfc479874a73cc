/** An entry as the existing platform lists it. What it says is judged field by field when it is harvested, so only its id and whether it is gone are sure here. */
export type ListedEntry = Readonly<{ id: string; gone: boolean; said: Readonly<Record<string, unknown>> }>
export type EntryPage = Readonly<{ entries: readonly ListedEntry[]; /** The cursor after the last of them; null = this was the last page. */ next: string | null }>

/** The exchange that a city already has 既有共享平台: its catalogue in pages, which may be read again. Throws where it is out, or where what it sends is of no shape. */
export type ExistingExchange = Readonly<{
  name: string
  catalogue(after: string | null): Promise<EntryPage>
}>
