import { expect, test } from 'vitest';
import { parsePanel } from './parse';

test.each([
  { from: 'reader', message: { type: 'snapshot' } },
  { from: 'reader', message: { type: 'open-form', form: 'fureai-shushu' } },
  { from: 'reader', message: { type: 'propose', proposal: { id: 'p1', path: 'name', value: '花子' } } },
  { from: 'reader', message: { type: 'withdraw', id: 'p1' } },
  { from: 'reader', message: { type: 'highlight', path: null } },
  { from: 'reader', message: { type: 'lead', path: 'household/0/name' } },
  { from: 'reader', message: { type: 'look', path: 'name' } },
  { from: 'reader', message: { type: 'compare', seq: 7, fingerprint: '0a'.repeat(32) } },
  { from: 'note', message: { id: 'n1', text: 'はい', by: null } },
  { from: 'note', message: { id: 'n1', text: 'はい', by: 'sato' } },
  { from: 'writer', message: { type: 'no-form' } },
  { from: 'walker', message: { type: 'shown', guide: null } },
  { from: 'adviser', message: { type: 'look' } },
  { from: 'adviser', message: { type: 'suggest', guide: 'disability' } },
  { from: 'adviser', message: { type: 'point', at: null } },
  { from: 'adviser', message: { type: 'point', at: { choice: 'grade-1' } } },
  { from: 'adviser', message: { type: 'point', at: { scheme: 'taxi' } } },
])('reads %j', (message) => {
  expect(parsePanel(JSON.stringify(message))).toEqual(message);
});

test.each([
  'not json',
  'null',
  '[]',
  '{"from":"nobody","message":{"type":"snapshot"}}',
  '{"from":"reader"}',
  '{"from":"reader","message":{"type":"dance"}}',
  '{"from":"reader","message":{"type":"open-form","form":"a/b"}}',
  '{"from":"reader","message":{"type":"propose","proposal":{"id":"p1","path":"name","value":7}}}',
  '{"from":"reader","message":{"type":"propose"}}',
  '{"from":"reader","message":{"type":"highlight"}}',
  '{"from":"reader","message":{"type":"withdraw","id":""}}',
  '{"from":"reader","message":{"type":"lead"}}',
  '{"from":"reader","message":{"type":"look","path":null}}',
  '{"from":"reader","message":{"type":"compare","seq":7,"fingerprint":""}}',
  `{"from":"reader","message":{"type":"compare","seq":-1,"fingerprint":"${'0a'.repeat(32)}"}}`,
  `{"from":"reader","message":{"type":"compare","seq":4294967296,"fingerprint":"${'0a'.repeat(32)}"}}`,
  `{"from":"reader","message":{"type":"compare","seq":1.5,"fingerprint":"${'0a'.repeat(32)}"}}`,
  `{"from":"reader","message":{"type":"compare","seq":7,"fingerprint":"${'0A'.repeat(32)}"}}`,
  '{"from":"note","message":{"id":"n1"}}',
  '{"from":"note","message":{"id":"n1","text":"はい","by":{"party":"sato"}}}',
  '{"from":"note","message":{"id":"n1","text":"はい","by":"佐藤"}}',
  `{"from":"note","message":{"id":"n1","text":"${'あ'.repeat(501)}"}}`,
  '{"from":"writer","message":{}}',
  '{"from":"walker","message":{}}',
  '{"from":"adviser","message":{"type":"answer","choice":"a"}}',
  '{"from":"adviser","message":{"type":"suggest","guide":"a/b"}}',
  '{"from":"adviser","message":{"type":"point"}}',
  '{"from":"adviser","message":{"type":"point","at":{"choice":""}}}',
])('refuses %s', (text) => {
  expect(parsePanel(text)).toBeNull();
});
