import { pino } from 'pino'

/** One JSON line an entry on standard output. Never a person's data, never a secret: what could hold one is cut here. 日志 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: { paths: ['req.headers', 'headers', '*.password', '*.code', '*.cookie', '*.identityNumber', '*.phone'], remove: true },
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
})
export type Log = typeof log
