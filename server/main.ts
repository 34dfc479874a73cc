import { join } from 'node:path'
import { readConfig } from '#base/config'
import { log } from '#base/log'
import { systemClock } from '#base/clock'
import { castSystems } from './connectors/department-system-fake.ts'
import { departmentSystemAccounts, departmentSystemHttp } from './connectors/department-system-http.ts'
import { existingExchangeAccount, existingExchangeHttp } from './connectors/existing-exchange-http.ts'
import { folderDrop } from './connectors/folder-drop.ts'
import { httpJson } from './connectors/http-json.ts'
import { castCards, idCardReaderFake } from './connectors/id-card-reader-fake.ts'
import { cardReadersOf, idCardReaderHttp } from './connectors/id-card-reader-http.ts'
import { ofdMakerFake } from './connectors/ofd-maker-fake.ts'
import { ofdMakerAt, ofdMakerHttp } from './connectors/ofd-maker-http.ts'
import { identityProvidersFake } from './connectors/identity-provider-fake.ts'
import { identityProviderAccounts, identityProviderOidc } from './connectors/identity-provider-oidc.ts'
import { mariadb } from './connectors/mariadb.ts'
import { maskedDiallingFake } from './connectors/masked-dialling-fake.ts'
import { parcelCarrierFake } from './connectors/parcel-carrier-fake.ts'
import { carrierAccounts, parcelCarrierHttp } from './connectors/parcel-carrier-http.ts'
import { paymentPlatformFake } from './connectors/payment-platform-fake.ts'
import { paymentAccount, paymentPlatformHttp } from './connectors/payment-platform-http.ts'
import { postgres } from './connectors/postgres.ts'
import { smsFake } from './connectors/sms-fake.ts'
import { smtp, smtpAccount } from './connectors/smtp.ts'
import { switchboardFake } from './connectors/switchboard-fake.ts'
import { upstreamFake } from './connectors/upstream-fake.ts'
import { upstreamAccount, upstreamHttp } from './connectors/upstream-http.ts'
import { webhook } from './connectors/webhook.ts'
import { primitives } from './primitives/order.ts'
import { system as account, useIdentityProviders } from './systems/account/system.ts'
import { system as application, useDepartmentSystems } from './systems/application/system.ts'
import { system as booking } from './systems/booking/system.ts'
import { system as counter, useCardReader } from './systems/counter/system.ts'
import { system as delivery, useCarriers } from './systems/delivery/system.ts'
import { system as exchange, useUpstream } from './systems/exchange/system.ts'
import { system as front, useExistingExchange } from './systems/front/system.ts'
import { system as governance } from './systems/governance/system.ts'
import { system as hotline, useTelephony } from './systems/hotline/system.ts'
import { system as licence, useOfdMaker } from './systems/licence/system.ts'
import { system as myData } from './systems/my-data/system.ts'
import { system as oneForm } from './systems/one-form/system.ts'
import { system as openData } from './systems/open-data/system.ts'
import { system as open311 } from './systems/open311/system.ts'
import { system as payment, usePaymentPlatform } from './systems/payment/system.ts'
import { system as rating } from './systems/rating/system.ts'
import { system as scenario } from './systems/scenario/system.ts'
import { system as transfer, useConnectors } from './systems/transfer/system.ts'
import { system as serviceItem } from './systems/service-item/system.ts'
import { openCity, prepareCity, type CityParts } from './open-city.ts'

/** The city: its primitives, then its systems. A table of contents. */
export const parts: CityParts = {
  homes: [...primitives, rating, governance, hotline, open311, exchange, front, scenario, transfer, openData, oneForm, serviceItem, booking, licence, account, payment, application, counter, delivery, myData],
  ports: ({ data, keys, city, demo, networks }) => {
    useConnectors({ postgres: postgres({ networks }), mariadb: mariadb({ networks }), http: httpJson({ networks }), folder: folderDrop({ root: join(data, 'drop') }) })
    const above = upstreamAccount(keys)
    useUpstream(above ? upstreamHttp(above, { networks, clock: systemClock }) : demo ? upstreamFake() : null)
    const before = existingExchangeAccount(keys)
    useExistingExchange(before ? existingExchangeHttp(before, { networks, clock: systemClock }) : null)
    const readers = cardReadersOf(keys)
    useCardReader(readers ? idCardReaderHttp(readers, { networks, clock: systemClock }) : demo ? idCardReaderFake(castCards(join(import.meta.dirname, '../cities', city))) : null)
    const sealing = ofdMakerAt(keys)
    useOfdMaker(sealing ? ofdMakerHttp(sealing, { networks, clock: systemClock }) : demo ? ofdMakerFake() : null)
    const carriers = carrierAccounts(keys)
    const carrier = (kind: 'post' | 'locker') => { const at = carriers[kind]; return at ? parcelCarrierHttp(at, { networks, clock: systemClock }) : demo ? parcelCarrierFake({ kind, everyMinutes: 5, clock: systemClock }) : null }
    useCarriers({ post: carrier('post'), locker: carrier('locker') })
    const elsewhere = new Map(Object.entries(identityProviderAccounts(keys)).map(([code, one]) => [code, identityProviderOidc(one, { networks })]))
    const pretended = demo ? identityProvidersFake() : () => undefined
    useIdentityProviders((code) => elsewhere.get(code) ?? pretended(code))
    const deciding = new Map(Object.entries(departmentSystemAccounts(keys)).map(([code, one]) => [code, departmentSystemHttp(one, { networks, clock: systemClock })]))
    const shown = demo ? castSystems(join(import.meta.dirname, '../cities', city)) : new Map()
    useDepartmentSystems((code) => deciding.get(code) ?? shown.get(code))
    const collecting = paymentAccount(keys)
    usePaymentPlatform(collecting ? paymentPlatformHttp(collecting, { networks, clock: systemClock }) : demo ? paymentPlatformFake({ clock: systemClock }) : null)
    const account = smtpAccount(keys)
    const switchboard = demo ? switchboardFake() : undefined
    useTelephony({ switchboard, dialler: demo ? maskedDiallingFake() : undefined })
    return { voice: switchboard, sms: demo ? smsFake() : undefined, email: account ? smtp(account) : undefined, webhook: webhook({ clock: systemClock, networks }) }
  },
}

if (import.meta.main) {
  const config = readConfig(process.env, process.env.HAIHE_EMBEDDED === '1')
  await prepareCity(config, parts, (line) => log.info(line))
  const city = await openCity(config, parts)
  const address = await city.listen(config.port, config.host)
  await city.start()
  log.info({ address }, 'ready')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void city.close().then(() => process.exit(0)))
}
