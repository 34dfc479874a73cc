import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from './http.ts'

const appOf = (path: string): string => /^\/(field|desk|cockpit)(\/|$)/.exec(path)?.[1] ?? ''
const cacheFor = (file: string): string => file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

/** The built web apps below every other route: a file when there is one, the app's own page for an address that a browser opens, else 404. 网页 */
export async function serveWeb(http: Http, folder: string): Promise<void> {
  const files = new Set(globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)))
  await http.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, dotfiles: 'deny', preCompressed: true })
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply | void => {
    const path = request.url.split('?')[0]!
    const isDoor = ['/', '/field/', '/desk/', '/cockpit/'].includes(path) // fetched by the service worker too, which asks for anything
    const wantsPage = isDoor || (request.headers.accept?.includes('text/html') === true && !path.slice(path.lastIndexOf('/')).includes('.'))
    const file = files.has(path.slice(1)) ? path.slice(1) : wantsPage ? join(appOf(path), 'index.html') : null
    if (file === null || !files.has(file)) return reply.callNotFound()
    return reply.header('cache-control', cacheFor(file)).sendFile(file)
  }
  http.get('/*', { schema: { hide: true } as object }, answer)
}

/** There is a build to serve: tests of the server alone have none. */
export const webIsBuilt = (folder: string): boolean => existsSync(join(folder, 'index.html'))
