import { availableParallelism, totalmem } from 'node:os'

const MB = 1024 * 1024

/** Settings for a small machine that also runs the server. What is not here stays as PostgreSQL ships it. */
export function tuning(purpose: 'city' | 'test', durable: boolean): Record<string, string> {
  const memory = totalmem() / MB
  const cores = availableParallelism()
  const share = (part: number, least: number, most: number) => `${Math.round(Math.min(most, Math.max(least, memory * part)))}MB`
  return {
    shared_buffers: purpose === 'test' ? share(1 / 32, 64, 256) : share(1 / 8, 128, 2048),
    effective_cache_size: share(1 / 2, 256, 32_768),
    work_mem: share(1 / 512, 4, 32),
    maintenance_work_mem: share(1 / 32, 64, 512),
    max_connections: purpose === 'test' ? '300' : '100',
    max_wal_size: purpose === 'test' ? '2GB' : '4GB', // checkpoints by time, not by volume, under a bulk load
    min_wal_size: '256MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    wal_buffers: '16MB',
    random_page_cost: '1.1', // solid state
    jit: 'off', // our statements are short; compiling them costs more than running them
    max_parallel_workers_per_gather: cores <= 2 ? '1' : '2',
    autovacuum_naptime: '30s',
    autovacuum_vacuum_insert_scale_factor: '0.05', // insert-only tables need their visibility map for index-only scans
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %u@%d ',
    log_checkpoints: purpose === 'test' ? 'off' : 'on',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
}
