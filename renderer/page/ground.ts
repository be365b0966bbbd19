import { useEffect } from 'preact/hooks';

/** Light or dark ground, by the config and never by the system: a counter's light is the shop's. */
export function useGround(ground: 'day' | 'night' | undefined): void {
  useEffect(() => {
    document.documentElement.dataset['ground'] = ground ?? 'day';
  }, [ground]);
}
