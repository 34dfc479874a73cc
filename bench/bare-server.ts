import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** The same bytes by node's own server and nothing else: no session, no database, no shapes. `node bench/bare-server.ts FILE` */
export type Answers = Readonly<Record<string, Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: string }>>>

const answers = new Map(Object.entries(JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Answers).map(([key, { status, headers, body }]) => [key, { status, headers, body: Buffer.from(body, 'base64') }]))
const server = createServer((request, reply) => {
  const answer = answers.get(`${request.headers.cookie ?? ''} ${request.url}`)
  if (!answer) return void reply.writeHead(500).end()
  reply.writeHead(answer.status, answer.headers).end(answer.body)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as { port: number }).port}\n`))
