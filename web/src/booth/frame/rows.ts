import { useEffect, useRef, useState } from 'react';

/** As many rows as the room holds without scrolling, whatever the text size. */
export function useRowsThatFit<Rows extends HTMLElement>() {
  const list = useRef<Rows>(null);
  const [perPage, setPerPage] = useState(4);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => {
      const row = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || 6;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setPerPage(Math.max(1, Math.floor(element.clientHeight / (row * rem))));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { list, perPage };
}
