import type { Home } from '#base/home'
import { primitive as registry } from './registry/primitive.ts'
import { primitive as ledger } from './ledger/primitive.ts'
import { primitive as event } from './event/primitive.ts'
import { primitive as place } from './place/primitive.ts'
import { primitive as party } from './party/primitive.ts'
import { primitive as access } from './access/primitive.ts'
import { primitive as rule } from './rule/primitive.ts'
import { primitive as file } from './file/primitive.ts'
import { primitive as notice } from './notice/primitive.ts'
import { primitive as credential } from './credential/primitive.ts'
import { primitive as matter } from './matter/primitive.ts'

/** The primitives, lowest first: each may use the doors of those before it.
 *  Whole order: registry, ledger, event, place, party, access, rule, file, notice, credential, signal, matter. */
export const primitives: readonly Home[] = [registry, ledger, event, place, party, access, rule, file, notice, credential, matter]
