export { advance } from './advance.ts'
export { bindKind } from './kind/bind-kind.ts'
export type { Because, Holder, Input, Level, Matter, Opening, Publicity, Time } from './matter-shapes.ts'
export { openMatter, type Opened } from './open-matter.ts'
