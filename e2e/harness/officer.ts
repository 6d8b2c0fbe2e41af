/** An officer without a face, who answers one call after the other. */
import type { CallView } from '../../web/src/generated/protocol.ts';
import type { System } from './system.ts';
import { Wire } from './wire.ts';

export class Officer {
  readonly wire: Wire;

  private constructor(wire: Wire) {
    this.wire = wire;
  }

  /** Signs in, 対応可. */
  static async open(system: System): Promise<Officer> {
    const wire = await Wire.account(system, 'staff1');
    await wire.send({ type: 'set-presence', presence: 'available' });
    return new Officer(wire);
  }

  /** Answers the call that rings, or the next one. */
  async accept(): Promise<CallView> {
    const { call, epoch } = await this.wire.row();
    const reply = await this.wire.send({ type: 'accept', call, epoch });
    if (reply.type !== 'done') throw new Error(`not accepted: ${JSON.stringify(reply)}`);
    return this.wire.call('accepted');
  }

  /** Notes that the resident has said who they are. */
  async recordIdentity({ call }: CallView): Promise<void> {
    await this.wire.send({ type: 'set-identity', call, identity: 'self-stated' });
  }

  async hangUp({ call }: CallView): Promise<void> {
    await this.wire.send({ type: 'end', call });
  }

  /** Waits until the call is over, writes its outcome and is free for the next. */
  async wrapUp({ call, subject }: CallView): Promise<void> {
    await this.wire.call('wrap-up');
    await this.wire.leave();
    await this.wire.send({ type: 'wrap-up', call, subject, outcome: 'solved' });
  }
}
