import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Writes how long each test file took, hooks and loading included, where HAIHE_FILE_TIMES says. */
// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default class FileTimes implements Reporter {
  private readonly seconds: Record<string, number> = {}

  onTestModuleEnd(module: TestModule): void {
    const { duration, collectDuration } = module.diagnostic()
    this.seconds[module.moduleId] = (this.seconds[module.moduleId] ?? 0) + Math.round(duration + collectDuration) / 1000 // journeys run on two databases
  }

  onTestRunEnd(): void {
    const file = process.env.HAIHE_FILE_TIMES
    if (file) writeFileSync(file, JSON.stringify(this.seconds))
  }
}
