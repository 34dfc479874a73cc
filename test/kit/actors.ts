import { randomUUID } from 'node:crypto'
import { anonymous, type Actor } from '#base/deed'
import { parts } from '../../server/main.ts'
import { openCity, type City } from '../../server/open-city.ts'
import type { Client } from './city.ts'
import { copyTemplate } from './template.ts'

/** A city whose requests say in a header who they are: for trying routes of primitives that know nothing of sessions. */
export async function openCityOfActors(actors: Record<string, Actor>, name = 'tianjin'): Promise<{ city: City, as(actor?: string): Client, close(): Promise<void> }> {
  const { config, drop } = await copyTemplate(name, true)
  const city = await openCity(config, { ...parts, authenticate: () => async (request) => actors[String(request.headers['x-test-actor'])] ?? anonymous, connections: 6 })
  return {
    city,
    as: (actor) => ({ key, ...options }) => city.http.inject({
      ...options, headers: { ...(actor && { 'x-test-actor': actor }), ...(options.method === 'POST' && { 'idempotency-key': key ?? randomUUID() }), ...(options.headers as Record<string, string> | undefined) },
    }),
    async close() {
      await city.close()
      await drop()
    },
  }
}

/** Staff at one place with some permissions there. */
export const staffAt = (divisionPath: string, departmentId: string, ...permissions: string[]): Actor => ({
  kind: 'staff', id: randomUUID(), postId: randomUUID(), departmentId, divisionPath, grants: [{ permissions: new Set(permissions), divisionPath, departmentId }],
})
