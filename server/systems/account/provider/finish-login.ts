import { createHash } from 'node:crypto'
import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { accountOf, openVouched, renameAccount, requireAccount, type Opened, type Visitor } from '#primitives/access'
import { record } from '#primitives/event'
import { appendLeaf } from '#primitives/ledger'
import { identifyPerson, maskName, ownPerson, personIdsOf, registerFirm } from '#primitives/party'
import { becomeHead, oneself } from '../delegation/claim-firm.ts'
import { requireLevel } from '../delegation/give-consent.ts'
import type { ProviderOutcome } from '../contract.ts'
import { assuranceOf, assuranceOfPerson } from '../proof/assurance-of.ts'
import { writeProof } from '../proof/write-proof.ts'
import { account } from '../tables.ts'
import type { Identified } from './identity-provider.ts'

type Finished = Readonly<{ outcome: ProviderOutcome; opened: Opened | null }>
type Vouched = Readonly<{ provider: string; identified: Identified }>
const subjectOf = ({ provider, identified }: Vouched): Buffer => createHash('sha256').update(`${provider}\0${identified.subject}`).digest()

/** Whoever is not logged in is let in where it is certain whose account it is: one tied to this provider, or one whose number is proven and whose owner did not untie it. Anybody else logs in by phone once and ties it then. 外部身份登录 */
export async function enterVouched(deed: Deed, vouched: Vouched, visitor: Visitor): Promise<Finished> {
  const { identified } = vouched
  if (identified.firm !== null) return { outcome: 'phone_first', opened: null } // a firm's licence is nobody's account
  const number = numberOf(identified)
  const linked = await linkOf(deed, vouched)
  const holder = number === null ? null : ((await personIdsOf(deed, [number])).get(number) ?? null)
  if (linked && number !== null && holder !== linked.person_id && (holder !== null || (await assuranceOfPerson(deed, linked.person_id)) >= 2)) throw conflict('account.provider_differs') // the login is another person's by now, whether or not that one is known here
  const personId = linked?.person_id ?? (holder !== null && (await assuranceOfPerson(deed, holder)) >= 2 && !(await untiedBy(deed, holder, vouched.provider)) ? holder : null)
  const opened = personId === null ? null : await openVouched(deed, personId, visitor)
  if (personId === null || opened === null) return { outcome: 'phone_first', opened: null }
  if (!linked) await link(deed, personId, vouched)
  return { outcome: 'entered', opened }
}

/** Whoever is logged in ties the provider to the account; name and number that it vouches for are proven by that, and a firm's head is one. 绑定外部身份 */
export async function tieVouched(deed: Deed, vouched: Vouched): Promise<Finished> {
  const { accountId, partyId } = requireAccount(deed)
  const { identified } = vouched
  const done = (outcome: ProviderOutcome): Finished => ({ outcome, opened: null })
  const number = numberOf(identified)
  const own = await ownPerson(deed)
  if (identified.firm !== null) {
    await requireLevel(deed)
    if (own.number === null || own.number !== identified.firm.headNumber) return done('not_matched')
    await becomeHead(deed, await registerFirm(deed, identified.firm), await oneself(deed), { source: 'provider' })
    return done('firm')
  }
  const level = await assuranceOf(deed)
  if (number !== null && own.number !== null && own.number !== number) return done('not_matched')
  const other = await linkOf(deed, vouched)
  if (other && other.person_id !== partyId) return done('elsewhere')
  if (number !== null && identified.name !== null && level < 2) {
    if (((await accountOf(deed, partyId))?.phoneProvenAt ?? null) === null) throw conflict('account.phone_first')
    if (!(await identifyPerson(deed, partyId, { name: identified.name, number }))) return done('elsewhere')
    await renameAccount(deed, accountId, maskName(identified.name))
    await writeProof(deed, partyId, { level: 2, source: 'provider', provider: vouched.provider })
  }
  if (!other) await link(deed, partyId, vouched)
  return done('tied')
}

const links = (deed: Deed, provider: string) => account(deed.tx).selectFrom('account.provider_link').select('person_id').where('provider', '=', provider)
const linkOf = (deed: Deed, vouched: Vouched): Promise<{ person_id: string } | undefined> => links(deed, vouched.provider).where('subject_digest', '=', subjectOf(vouched)).where('untied_at', 'is', null).executeTakeFirst()
const untiedBy = async (deed: Deed, personId: string, provider: string): Promise<boolean> => (await links(deed, provider).where('person_id', '=', personId).where('untied_at', 'is not', null).executeTakeFirst()) !== undefined

async function link(deed: Deed, personId: string, vouched: Vouched): Promise<void> {
  await account(deed.tx).deleteFrom('account.provider_link').where('provider', '=', vouched.provider).where((is) => is.or([is('person_id', '=', personId), is('subject_digest', '=', subjectOf(vouched))])).execute() // one of each
  await account(deed.tx).insertInto('account.provider_link').values({ provider: vouched.provider, subject_digest: subjectOf(vouched), person_id: personId, tied_at: deed.now, untied_at: null }).execute()
  await appendLeaf(deed, { kind: 'account.provider_tied', subjects: [personId], payload: { provider: vouched.provider } })
  await record(deed, 'account.provider_tied', personId, { provider: vouched.provider })
}

/** Ends it: that provider opens the account no more, whatever number it says, until it is tied anew. What it proved stays proven. 解除绑定 */
export async function untieProvider(deed: Deed, provider: string): Promise<void> {
  const { partyId } = requireAccount(deed)
  const gone = await account(deed.tx).updateTable('account.provider_link').set({ untied_at: deed.now }).where('provider', '=', provider).where('person_id', '=', partyId).where('untied_at', 'is', null).returning('provider').executeTakeFirst()
  if (!gone) return
  await appendLeaf(deed, { kind: 'account.provider_untied', subjects: [partyId], payload: { provider } })
  await record(deed, 'account.provider_untied', partyId, { provider })
}

const numberOf = ({ number }: Identified): string | null => (number === null ? null : number.toUpperCase())
