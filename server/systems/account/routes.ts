import QRCode from 'qrcode'
import type { Http } from '#base/http'
import { sharePhone, requireAccount } from '#primitives/access'
import { ChangePhone, Claimed, ClaimFirm, ClaimWard, ConfirmAtCounter, ConfirmedAtCounter, ConsentCode, ConsentTaken, DelegateAtCounter, DelegationId, Ended, GiveConsent, IdentityProven, Merged, OwnAccount, PhoneChanged, ProveIdentity, SharePhone, ShowCode, TakeConsent } from './contract.ts'
import { claimFirm } from './delegation/claim-firm.ts'
import { claimWard } from './delegation/claim-ward.ts'
import { delegateAtCounter } from './delegation/delegate-at-counter.ts'
import { endDelegation } from './delegation/end-delegation.ts'
import { giveConsent } from './delegation/give-consent.ts'
import { takeConsent } from './delegation/take-consent.ts'
import { findOwnAccount } from './find-own-account.ts'
import { changeOwnPhone } from './phone/change-own-phone.ts'
import { mergeOwn } from './phone/merge-own.ts'
import { confirmAtCounter } from './proof/confirm-at-counter.ts'
import { proveByRegister } from './proof/prove-by-register.ts'

const [keep, delegate, confirm] = ['account.own.keep', 'account.delegation.give', 'account.proof.confirm']
const guesses = { max: 30, timeWindow: 60_000 }

export function routes(http: Http): void {
  http.get('/account/own', { config: { may: keep, example: {} }, schema: { response: { 200: OwnAccount } } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return request.read(findOwnAccount)
  })

  http.post('/account/identity', {
    config: { may: keep, idempotency: 'none', rateLimit: guesses, example: { body: { name: '李晓梅', number: '120199197904120029' } } },
    schema: { body: ProveIdentity, response: { 200: IdentityProven } },
  }, (request) => request.perform((deed) => proveByRegister(deed, request.body)))

  http.post('/account/phone', {
    config: { may: keep, idempotency: 'none', rateLimit: guesses, example: { body: { oldCode: '000000', phone: '15400009001', code: '000000' } } },
    schema: { body: ChangePhone, response: { 200: PhoneChanged } },
  }, (request) => request.perform((deed) => changeOwnPhone(deed, request.body)))
  http.post('/account/phone/share', {
    config: { may: keep, idempotency: 'optional', example: { body: { shares: false } } },
    schema: { body: SharePhone, response: { 200: SharePhone } },
  }, (request) => request.perform(async (deed) => { await sharePhone(deed, requireAccount(deed).accountId, request.body.shares); return request.body }))
  http.post('/account/merge', {
    config: { may: keep, idempotency: 'none', rateLimit: guesses, example: { body: { phone: '15400009001', code: '000000' } } },
    schema: { body: ShowCode, response: { 200: Merged } },
  }, (request) => request.perform((deed) => mergeOwn(deed, request.body)))

  http.post('/account/desk/confirm', {
    config: { may: confirm, idempotency: 'none', example: { body: { phone: '15400009001', code: '000000', name: '李晓梅', number: '120199197904120029', document: 'identity_card' } } },
    schema: { body: ConfirmAtCounter, response: { 200: ConfirmedAtCounter } },
  }, (request) => request.perform((deed) => confirmAtCounter(deed, request.body)))

  http.post('/account/consents', {
    config: { may: delegate, idempotency: 'none', rateLimit: guesses, example: { body: { items: ['old-age-allowance'], untilOn: '2027-01-31' } } },
    schema: { body: GiveConsent, response: { 201: ConsentCode } },
  }, async (request, reply) => {
    const { code, expiresAt } = await request.perform((deed) => giveConsent(deed, request.body))
    void reply.header('cache-control', 'no-store')
    return { code, qr: await QRCode.toString(code, { type: 'svg', margin: 2 }), expiresAt }
  })
  http.post('/account/delegations', {
    config: { may: delegate, idempotency: 'none', rateLimit: guesses, example: { body: { code: '00000000' } } },
    schema: { body: TakeConsent, response: { 200: ConsentTaken } },
  }, (request) => request.perform((deed) => takeConsent(deed, request.body.code)))

  http.post('/account/firms', {
    config: { may: delegate, idempotency: 'none', rateLimit: guesses, example: { body: { creditCode: '91120103MA0000001X' } } },
    schema: { body: ClaimFirm, response: { 200: Claimed } },
  }, (request) => request.perform((deed) => claimFirm(deed, request.body.creditCode)))
  http.post('/account/wards', {
    config: { may: delegate, idempotency: 'none', rateLimit: guesses, example: { body: { resource: '105008000001', paper: 'T120000001', name: '李小宝', number: '120199197904120029' } } },
    schema: { body: ClaimWard, response: { 200: Claimed } },
  }, (request) => request.perform((deed) => claimWard(deed, request.body)))
  http.post('/account/desk/delegations', {
    config: { may: confirm, idempotency: 'optional', example: { body: { principal: { name: '孙德福', number: '120199194809030056' }, agent: { number: '120199197904120029' }, items: ['old-age-allowance'], untilOn: '2027-01-31' } } },
    schema: { body: DelegateAtCounter, response: { 201: DelegationId } },
  }, (request) => request.perform((deed) => delegateAtCounter(deed, request.body)))

  http.post('/account/delegations/:id/end', {
    config: { may: delegate, idempotency: 'optional', example: { params: { id: '01930000-0000-7000-8000-0000000ac001' } } },
    schema: { params: DelegationId, response: { 200: Ended } },
  }, (request) => request.perform((deed) => endDelegation(deed, request.params.id)))
}
