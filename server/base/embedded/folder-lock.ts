import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import net from 'node:net'

type Holder = { pid: number; since: string; address: string | null }

/** Somebody else works in this folder. */
export class FolderTaken extends Error {
  readonly holder: Holder | null
  constructor(folder: string, holder: Holder | null) {
    const first = holder ? `by process ${holder.pid}, running since ${holder.since}${holder.address ? ` at ${holder.address}` : ' (still starting)'}` : 'by another process'
    super(`${folder} is in use ${first}. Stop that one first, or set HAIHE_DATA to another folder and PORT to another port.`)
    this.name = 'FolderTaken'
    this.holder = holder
  }
}

export type Hold = { announce(address: string): void; release(): Promise<void> }

/**
 * Holds a folder for as long as this process lives. The lock is a socket name in Linux's abstract namespace, so the kernel frees it
 * however the process ends: no file can be left behind, and no reused process number can be mistaken for the holder. Whoever connects is told who holds it.
 */
export async function holdFolder(folder: string): Promise<Hold> {
  const name = `\0haihe-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`
  const holder: Holder = { pid: process.pid, since: new Date().toISOString(), address: null }
  for (let attempt = 0; ; attempt += 1) {
    const server = await listen(name, () => JSON.stringify(holder))
    if (server) {
      return {
        announce: (address) => { holder.address = address },
        release: () => new Promise((done) => server.close(() => done())),
      }
    }
    const first = await ask(name)
    if (first || attempt > 5) throw new FolderTaken(folder, first) // no answer: it has just gone, or is just coming
    await new Promise((wait) => setTimeout(wait, 100))
  }
}

function listen(name: string, answer: () => string): Promise<net.Server | null> {
  return new Promise((done, fail) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.end(answer())
    })
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? done(null) : fail(error)))
    server.listen(name, () => {
      server.unref()
      done(server)
    })
  })
}

function ask(name: string): Promise<Holder | null> {
  return new Promise((done) => {
    let text = ''
    const socket = net.connect(name)
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk) => { text += chunk.toString() })
    socket.on('error', () => {})
    socket.on('close', () => {
      try {
        done(JSON.parse(text) as Holder)
      } catch {
        done(null)
      }
    })
  })
}
