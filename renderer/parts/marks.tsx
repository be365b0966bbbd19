/**
 * The marks of what is accepted, each with its clear space, the acquirer's first.
 *
 * Why words: the marks themselves are the acquirers' artwork, which a shop gets with its contract.
 */
export function Marks() {
  return (
    <ul class="marks">
      <li>Alipay+</li>
    </ul>
  );
}
