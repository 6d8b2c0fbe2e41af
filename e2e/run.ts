/**
 * `make run`: the whole system on this machine, with SQLite in ./data and a demonstration municipality. Ctrl-C ends it;
 * the next start finds everything as it was. `HOST=192.168.1.5 make run` lets other machines of the network in.
 */
import { mkdir } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { City, PASSWORD } from './harness/city.ts';

const host = process.env.HOST ?? '127.0.0.1';
const known = Object.values(networkInterfaces()).flatMap(
  (addresses) => addresses?.map(({ address }) => address) ?? [],
);
if (!known.includes(host))
  throw new Error(`HOST=${host} is not an address of this machine: ${known.join(', ')}`);

await mkdir('data', { recursive: true });
const city = await City.start({
  directory: 'data',
  host,
  hours: true,
  screening: true,
  ports: { public: 8443, booths: 8444, metrics: 9464, media: 40_000 },
});
// Its counter is open at any hour, whenever somebody tries this.
const code = await city.code('pair', 'mall-example', 'ためし');

console.log(`
リモート窓口 is running. The certificate is our own: let the browser go on past its warning.

  desk     ${city.origin}/desk     sign in as staff1, staff2, interpreter1, coordinator1 or admin1
  office   ${city.origin}/office   sign in as review1 or review2
                                    password ${PASSWORD}
  booth    ${city.origin}/booth    登録コード ${code} (10 minutes, once)
  booking  ${city.origin}/book     for a phone
  booths with a certificate         https://${host}:8444
  metrics                           http://127.0.0.1:9464/metrics
  media                             UDP ${host}:40000

Open the desk, press 着信準備 and 対応可; open the booth in another window and ring.
Data and log: ./data. Ctrl-C ends.
`);

const end = async () => {
  await city.stop(true);
  process.exit(0);
};
process.once('SIGINT', end);
process.once('SIGTERM', end);
// The server's process keeps this one alive; if it ends by itself, so does this.
await city.ended();
console.error(await city.log());
process.exit(1);
