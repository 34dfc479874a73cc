import { Refusal, offline, type Problem } from './refusal.ts'
import { sendCounted, type Counted } from './send-counted.ts'
import { uuidv7 } from './uuid.ts'
import { heardServerTime } from '../clock/use-clock.ts'
import { language } from '../texts/texts.ts'

export type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>
export type Options = { query?: Query, version?: number | undefined, signal?: AbortSignal | undefined, intent?: Intent | undefined, counted?: Counted | undefined }

/** One wish of a person: its key stays the same over every retry, so that it happens once (一次意图). */
export type Intent = { readonly key: string }
export const newIntent = (key: string = uuidv7()): Intent => ({ key })

const base = ''
const lostSession = new Set<() => void>()
export const onLostSession = (tell: () => void): void => { lostSession.add(tell) }

export const urlOf = (path: string, query: Query = {}): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return `${base}${path}${text === '' ? '' : `?${text}`}`
}

const send = async (method: string, path: string, body: BodyInit | null, headers: Record<string, string>, options: Options): Promise<Response> => {
  const all: Record<string, string> = { accept: 'application/json, application/problem+json', 'accept-language': language.value, ...headers }
  if (options.intent !== undefined) all['idempotency-key'] = options.intent.key
  if (options.version !== undefined) all['if-match'] = `"${options.version}"`
  let answer: Response
  try {
    const [url, asked] = [urlOf(path, options.query), { method, headers: all, body, signal: options.signal ?? null }]
    answer = options.counted === undefined ? await fetch(url, { ...asked, credentials: 'same-origin' }) : await sendCounted(url, asked, options.counted)
  } catch (error) {
    if (options.signal?.aborted === true) throw error
    throw offline()
  }
  heardServerTime(answer.headers.get('date'))
  if (answer.ok) return answer
  if (answer.status === 401) for (const tell of lostSession) tell()
  const told = answer.headers.get('content-type')?.includes('json') === true ? await answer.json() as Problem : {}
  throw new Refusal(answer.status, told)
}

const read = async <T>(answer: Response): Promise<T> => {
  if (answer.status === 204 || answer.headers.get('content-length') === '0') return undefined as T
  return await answer.json() as T
}
const json = { 'content-type': 'application/json' }

/** The one way to the server: same origin, cookie session, refusals as values of Refusal (接口). */
export const api = {
  get: async <T>(path: string, options: Options = {}): Promise<T> => read<T>(await send('GET', path, null, {}, options)),
  post: async <T>(path: string, body: unknown = {}, options: Options = {}): Promise<T> =>
    read<T>(await send('POST', path, JSON.stringify(body), json, { intent: newIntent(), ...options })),
  put: async <T>(path: string, body: unknown, options: Options = {}): Promise<T> =>
    read<T>(await send('PUT', path, JSON.stringify(body), json, { intent: newIntent(), ...options })),
  remove: async <T>(path: string, options: Options = {}): Promise<T> => read<T>(await send('DELETE', path, null, {}, { intent: newIntent(), ...options })),
  /** A file as multipart form, or bare bytes; the answer of a download stays a Response. */
  upload: async <T>(path: string, form: FormData, options: Options = {}): Promise<T> => read<T>(await send('POST', path, form, {}, { intent: newIntent(), ...options })),
  /** A file whose handing out is kept: asking for it is an act. */
  take: async (path: string, options: Options = {}): Promise<Response> => send('POST', path, '{}', { ...json, accept: '*/*' }, { intent: newIntent(), ...options }),
  download: async (path: string, options: Options = {}): Promise<Response> => send('GET', path, null, { accept: '*/*' }, options),
}
