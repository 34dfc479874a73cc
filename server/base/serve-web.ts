import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from './http.ts'

const appOf = (path: string): string => /^\/(field|desk|cockpit)(\/|$)/.exec(path)?.[1] ?? ''
const cacheFor = (file: string): string => file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

/** The built web apps below every other route: a file when there is one, the app's own page for an address that a browser opens, else 404. 网页 */
export async function serveWeb(http: Http, folder: string): Promise<void> {
  const files = new Set(globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)))
  const pages = new Map([...files].filter((file) => /^([a-z]+\/)?index\.html$/.test(file)).map((file) => [file, pageIn(folder, file)]))
  await http.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, dotfiles: 'deny', preCompressed: true })
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply | void => {
    const path = request.url.split('?')[0]!
    const isDoor = ['/', '/field/', '/desk/', '/cockpit/'].includes(path) // fetched by the service worker too, which asks for anything
    const wantsPage = isDoor || (request.headers.accept?.includes('text/html') === true && !path.slice(path.lastIndexOf('/')).includes('.'))
    const file = files.has(path.slice(1)) ? path.slice(1) : wantsPage ? join(appOf(path), 'index.html') : null
    if (file === null || !files.has(file)) return reply.callNotFound()
    const page = pages.get(file)
    return page ? sendPage(request, reply, page) : reply.header('cache-control', cacheFor(file)).sendFile(file)
  }
  http.get('/*', { schema: { hide: true } as object }, answer)
}

/** A page as it lies in the build: itself, and each way in which it is compressed already. */
type Page = readonly Readonly<{ bytes: Buffer; encoding: 'br' | 'gzip' | null; etag: string }>[]

/** The pages of the apps, which every visit begins with, are held in memory: from the disk each took four calls of the system and a stream. 应用页面 */
function pageIn(folder: string, file: string): Page {
  const forms = [{ encoding: 'br', ends: '.br' }, { encoding: 'gzip', ends: '.gz' }, { encoding: null, ends: '' }] as const
  return forms.filter(({ ends }) => existsSync(join(folder, file + ends))).map(({ encoding, ends }) => {
    const bytes = readFileSync(join(folder, file + ends))
    return { bytes, encoding, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"` }
  })
}

const takes = (request: FastifyRequest, encoding: string): boolean =>
  String(request.headers['accept-encoding'] ?? '').split(',').some((one) => { const [name, q = ''] = one.trim().split(/\s*;\s*/); return name === encoding && !/^q=0(\.0*)?$/.test(q) })

/** Asked for anew each time, and sent only when it is another than the browser holds. */
function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply {
  const { bytes, encoding, etag } = page.find((one) => one.encoding === null || takes(request, one.encoding))!
  void reply.header('cache-control', 'no-cache').header('etag', etag).header('vary', 'accept-encoding')
  if (request.headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) return reply.code(304).send()
  return (encoding === null ? reply : reply.header('content-encoding', encoding)).type('text/html; charset=utf-8').send(bytes)
}

/** There is a build to serve: tests of the server alone have none. */
export const webIsBuilt = (folder: string): boolean => existsSync(join(folder, 'index.html'))
