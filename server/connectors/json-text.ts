import { SourceStopped } from '#base/source-stopped'

/** A number as it was written: 18 digits must not become 17. */
type Written = Readonly<{ rawJSON: string }>
type Exact = typeof JSON & { rawJSON(text: string): Written; isRawJSON(value: unknown): value is Written }
const exact = JSON as Exact

/** JSON whose numbers keep their digits. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, ((_key: string, value: unknown, { source }: { source?: string } = {}) => (typeof value === 'number' ? exact.rawJSON(source!) : value)) as (key: string, value: unknown) => unknown)
  } catch {
    throw new SourceStopped('transfer.source.not_json', { says: 'JSON' })
  }
}

/** A value as a cell: a list or an object as its JSON. */
export function cellOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD') // no database of ours takes it
  return exact.isRawJSON(value) ? value.rawJSON : JSON.stringify(value)
}

/** What stands at a JSON pointer (RFC 6901); undefined where nothing does. */
export function at(value: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step) ? (inner as Record<string, unknown>)[step] : undefined), value)
}
