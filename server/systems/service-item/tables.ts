import type { Generated } from 'kysely'
import { tables } from '#base/database'
import type { FormSaid } from '#base/form'
import type { ItemSaid, TighteningSaid } from './item/item-said.ts'

export type ServiceItemTables = {
  /** Forms 表单 of items, each version of them; in force is the newest. */
  'service_item.form': {
    /** The item whose form it is. */
    code: string
    /** From 1; an application keeps the version that it began with. */
    version: number
    /** Parts, fields, materials and from where each field comes; the shape is cities/schema/forms.schema.json. */
    content: FormSaid
    /** Since when. */
    effective_from: Date
  }
  /** Items 事项 that the city does for people and firms, each version of them; in force is the newest whose day has come. */
  'service_item.item': {
    /** What the item is called in rules, forms and addresses; the same for ever. */
    code: string
    /** From 1; an application keeps the version that it began with. */
    version: number
    /** The role of the units that answer for it. */
    department: string
    /** What the item says: name, audiences, conditions, materials, legal basis, clock, promise and the rest; the shape is cities/schema/service-items.schema.json. */
    content: ItemSaid
    /** From this version on the item is not done any more 取消. */
    retired: boolean
    /** folder: the city's folder may bring the next version; desk: what was edited at a desk stays. */
    origin: 'folder' | 'desk'
    /** Since when this version is in force 生效. */
    effective_from: Date
    /** The file, or the post that changed it. */
    changed_by: string
    /** When it was written. */
    changed_at: Date
  }
  /** What items refer to: kinds of act and the clocks of law 法定时限, audiences and life events, and how people say it 群众说法; from the city's folder. */
  'service_item.setting': {
    /** Which. */
    name: 'clocks' | 'terms' | 'spoken'
    /** What the file says. */
    content: unknown
  }
  /** Which state the catalogue is in; random and new with every change, so that each process knows when to read it again. */
  'service_item.stamp': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** The state. */
    stamp: string
  }
  /** What a district or street does better than the city asks 本地优化: a shorter promise, fewer materials, a lower fee, more ways; never less. */
  'service_item.tightening': {
    /** Where. */
    division_code: string
    /** Of which item. */
    code: string
    /** From 1; the newest whose day has come holds. */
    version: number
    /** The path of the division. */
    division_path: string
    /** Only what differs from what stands above it. */
    content: TighteningSaid
    /** Why, for whoever reads it later. */
    reason: string
    /** From this version on what stands above it holds again. */
    withdrawn: boolean
    /** folder: the city's folder may bring the next version; desk: what was edited at a desk stays. */
    origin: 'folder' | 'desk'
    /** Since when. */
    effective_from: Date
    /** The file, or the post that changed it. */
    changed_by: string
    /** When it was written. */
    changed_at: Date
  }
}
export const serviceItem = tables<ServiceItemTables>()
