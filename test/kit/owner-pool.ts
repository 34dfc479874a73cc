import pg from 'pg'

/** Two connections past the walls, for what a test looks up itself. A query that fails still rejects; a connection that the server ends, because its database goes or the cluster stops, is no fault of the test. */
export function ownerPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2 })
  pool.on('error', () => {})
  pool.on('connect', (client) => { client.on('error', () => {}) }) // while it is being closed the pool listens no more
  return pool
}
