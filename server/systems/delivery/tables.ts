import type { Generated } from 'kysely'
import { tables } from '#base/database'
import type { Settings } from './delivery-settings.ts'

export type DeliveryTables = {
  /** How a person wants what an application gives 领取方式; until nobody chose it is the counter. Read by the person, the unit that answers, and a row at a time where code has judged that the actor may. */
  'delivery.choice': {
    /** Of which application. */
    application_id: string
    /** Whose it is. */
    person_id: string
    /** The unit that answers, and sends. */
    unit_id: string
    /** wallet 卡包, counter 窗口, community 社区, post 邮寄, locker 自助柜. */
    way: 'wallet' | 'counter' | 'community' | 'post' | 'locker'
    /** Which cabinet 自助柜; null = another way. */
    cabinet: string | null
    /** Name, telephone and address as they stand on the label; sealed. Null = none is needed, or erased. */
    contact: Buffer | null
    /** When. */
    chosen_at: Date
    /** The person, who acts for them, or the post of a counter. */
    chosen_by: string
    /** The unit whose counter chose with the person; null = online. */
    chosen_by_unit: string | null
  }
  /** Numbers under which carriers know parcels 运单号. It names nobody: a word of a carrier finds its parcel here. */
  'delivery.label': {
    /** The carrier's number. */
    tracking: string
    /** post 邮政, locker 自助柜. */
    carrier: 'post' | 'locker'
    /** Of which parcel. */
    parcel_id: string
    /** Of which application. */
    application_id: string
    /** The box that the cabinet keeps for it; null = by post. */
    box: string | null
    /** Typed by a clerk: no carrier that could be asked gave it. */
    by_hand: boolean
    /** When. */
    made_at: Date
    /** When it was given up, because the person chose otherwise 作废. */
    void_at: Date | null
    /** When the carrier was told so. */
    cancelled_at: Date | null
    /** When the carrier is asked next; null = there is nothing to ask. */
    ask_at: Date | null
  }
  /** Boxes that wait to be opened 待取柜格: until it is taken out or sent back. Read by the person, and by a cabinet that asks by its signed call. */
  'delivery.opening': {
    /** What lies in it. */
    parcel_id: string
    /** Of which application. */
    application_id: string
    /** Who may open it, by identity card. */
    person_id: string
    /** In which cabinet. */
    cabinet: string
    /** In which box. */
    box: string
    /** The cabinet's own number of it. */
    tracking: string
    /** The opening code, to be compared with. */
    code_digest: Buffer
    /** The opening code 取件码, for the person's own page; sealed. */
    code: Buffer
  }
  /** What is packed and sent 寄递件; nothing in it says where to. State, clock and steps are a matter of the same id. */
  'delivery.parcel': {
    /** The matter. */
    id: string
    /** Of which application. */
    application_id: string
    /** The first, or which after one that came back, was lost or called off. */
    attempt: number
    /** To whom. */
    person_id: string
    /** The unit that sends. */
    unit_id: string
    /** What is in it: the name of the item. */
    item_name: string
    /** The application's number. */
    application: string
    /** How. */
    way: 'community' | 'post' | 'locker'
    /** To which cabinet; null = to none. */
    cabinet: string | null
    /** When. */
    opened_at: Date
    /** When it was received, came back, or ended otherwise; an application has one that has not ended. */
    ended_at: Date | null
  }
  /** Carriers, cabinets and what posting costs 送达设置; from the city's folder. */
  'delivery.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: Settings
  }
  /** What carriers said of parcels 运单动态, each once however often it came; what came too late or fits nothing is kept with the reason. */
  'delivery.word': {
    /** Who. */
    carrier: 'post' | 'locker'
    /** The carrier's own id of it. */
    id: string
    /** Of which number. */
    tracking: string
    /** What. */
    status: 'moving' | 'arrived' | 'at_locker' | 'received' | 'returned' | 'lost'
    /** When it was so, as the carrier says. */
    said_at: Date
    /** Where. */
    place: string | null
    /** When it was heard here. */
    heard_at: Date
    /** called: the carrier called; asked: a job asked, and the call had been lost or was not yet there. */
    heard_how: 'called' | 'asked'
    /** Why nothing followed from it; null = it was taken. */
    refused: string | null
  }
  /** Codes and cards that opened nothing 开柜失败: after too many a cabinet waits. */
  'delivery.wrong_code': {
    /** UUIDv7. */
    id: string
    /** At which cabinet. */
    cabinet: string
    /** When. */
    at: Date
  }
}
export const delivery = tables<DeliveryTables>()
