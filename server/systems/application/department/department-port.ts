/** What is pushed: the application under its number, in the field names and codes of that system. `version` rises with each mending; number and version are the key against repetition. */
export type Pushed = Readonly<{
  number: string; version: number; kind: PushKind; item: string; subject: Readonly<Record<string, string>>; values: Readonly<Record<string, unknown>>
  /** Each lies there under its hash before the application is pushed. */
  papers: readonly Readonly<{ name: string; sha256: string; type: string; bytes: number }>[]
}>
export type PushKind = 'apply' | 'supplement' | 'withdraw'
export type PushAnswer = Readonly<{ taken: true; receipt: string | null }> | Readonly<{ taken: false; reason: string; faults: readonly FieldFault[] }>
/** What that system does not accept, by its own name of the field. */
export type FieldFault = Readonly<{ field: string; reason: string }>

/** A department's own system 部门业务系统 that decides items 国垂/市垂. All of it may be repeated: papers are known by their hash, applications by number and version, statuses by id. Throws where it cannot be reached. */
export type DepartmentSystem = Readonly<{
  paper(paper: Readonly<{ sha256: string; type: string; bytes: Buffer }>): Promise<void>
  push(application: Pushed): Promise<PushAnswer>
  /** What it has said of all applications after a cursor, oldest first; of any shape, and judged when it is taken. */
  statuses(after: string | null): Promise<Readonly<{ statuses: readonly unknown[]; next: string | null }>>
  /** A result, by its hash. */
  document(sha256: string): Promise<Buffer>
  /** Whether a call-back is that system's: its signature over these very bytes, made within minutes of now. */
  signed(signature: string, body: string, now: Date): boolean
}>

let given: (code: string) => DepartmentSystem | undefined = () => undefined
/** Called by main.ts once. 部门业务系统 */
export const useDepartmentSystems = (find: (code: string) => DepartmentSystem | undefined): void => { given = find }
export const departmentSystemHere = (code: string): DepartmentSystem | undefined => given(code)
