/**
 * WebCrypto works on threads that Node shows nowhere, so its operations are counted here.
 * The function that is returned takes the counting away.
 */
export function watchCrypto(ledger) {
  const subtle = Object.getPrototypeOf(crypto.subtle);
  const undo = Object.getOwnPropertyNames(subtle)
    .filter((name) => name !== 'constructor' && typeof subtle[name] === 'function')
    .map((name) => watch(subtle, name, ledger));
  return () => undo.forEach((restore) => restore());
}

function watch(subtle, name, ledger) {
  const own = Object.getOwnPropertyDescriptor(subtle, name);
  const watched = function (...args) {
    const done = ledger.begin();
    const result = own.value.apply(this, args);
    Promise.resolve(result).then(done, done);
    return result;
  };
  Object.defineProperty(subtle, name, { ...own, value: watched });
  return () => Object.defineProperty(subtle, name, own);
}
