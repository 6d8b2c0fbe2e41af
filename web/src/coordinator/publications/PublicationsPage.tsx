import { useSyncExternalStore } from 'react';
import type { PageProps } from '../App';
import { List } from './List';
import { One } from './One';
import './publications.css';
import { routeOf } from './route';

/** 事前確認と手続きガイド: the list of what is published, and one of them as it is being changed. */
export function PublicationsPage({ schedule }: PageProps) {
  const hash = useSyncExternalStore(onHash, () => location.hash);
  const route = routeOf(hash);
  if (route.is === 'list') return <List today={schedule.today} />;
  return <One key={route.id} route={route} zone={schedule.time_zone} />;
}

function onHash(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
