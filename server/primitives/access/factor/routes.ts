import QRCode from 'qrcode'
import type { Http } from '#base/http'
import { cityOf } from '#primitives/place'
import { ChangePassword, ConfirmTotp, Done, Options, PasskeyId, RegisterPasskey, TotpBegun } from '../contract.ts'
import { partyOf, visitorOf } from '../visitor.ts'
import { changePassword, prepareChange } from './change-password.ts'
import { beginTotp, confirmTotp } from './enrol-totp.ts'
import { beginPasskey, dropPasskey, registerPasskey } from './register-passkey.ts'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'

const anAttestation = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } }

export function factorRoutes(http: Http): void {
  http.post('/session/password', {
    config: { may: 'public', idempotency: 'none', example: { body: { current: 'not the right one', next: 'not the right one' } }, rateLimit: { max: 30, timeWindow: 60_000 } },
    schema: { body: ChangePassword, response: { 200: Done } },
  }, async (request) => {
    const prepared = await prepareChange((work) => request.read(work), request.body.current, request.body.next)
    return request.perform((deed) => changePassword(deed, prepared, visitorOf(request).source))
  })

  http.post('/session/totp', { config: { may: 'public', idempotency: 'none', example: {} }, schema: { response: { 200: TotpBegun } } }, async (request, reply) => {
    const begun = await request.perform(async (deed) => beginTotp(deed, (await cityOf(deed)).name))
    void reply.header('cache-control', 'no-store')
    return { ...begun, qr: await QRCode.toString(begun.address, { type: 'svg', margin: 2 }) }
  })
  http.post('/session/totp/confirm', {
    config: { may: 'public', idempotency: 'none', example: { body: { code: '000000' } }, rateLimit: { max: 10, timeWindow: 60_000 } }, schema: { body: ConfirmTotp, response: { 200: Done } },
  }, (request) => request.perform((deed) => confirmTotp(deed, request.body.code, visitorOf(request).source)))

  http.post('/session/passkeys/options', { config: { may: 'public', idempotency: 'none', example: {} }, schema: { response: { 200: Options } } },
    (request) => request.perform(async (deed) => beginPasskey(deed, partyOf(request), (await cityOf(deed)).name)))
  http.post('/session/passkeys', {
    config: { may: 'public', idempotency: 'none', example: { body: { challengeId: '01930000-0000-7000-8000-000000000000', name: '手机', response: anAttestation } } },
    schema: { body: RegisterPasskey, response: { 201: Done } },
  }, (request) => {
    const { response, ...rest } = request.body
    return request.perform((deed) => registerPasskey(deed, partyOf(request), { ...rest, response: response as RegistrationResponseJSON }, visitorOf(request).source))
  })
  http.delete('/session/passkeys/:id', { config: { may: 'public', idempotency: 'none', example: { params: { id: 'AAAA' } } }, schema: { params: PasskeyId, response: { 200: Done } } },
    (request) => request.perform((deed) => dropPasskey(deed, request.params.id, visitorOf(request).source)))
}
