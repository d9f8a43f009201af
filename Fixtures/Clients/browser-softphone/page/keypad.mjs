const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const letters = { 2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ', 0: '+' };

/**
 * Draws the keys of a phone.
 * @param {HTMLElement} place
 * @param {(key: string) => void} press
 */
export function drawKeypad(place, press) {
  place.replaceChildren(...keys.map((key) => {
    const button = document.createElement('button');
    const small = document.createElement('small');
    button.type = 'button';
    button.setAttribute('aria-label', { '*': 'star', '#': 'hash' }[key] ?? key);
    small.textContent = letters[key] ?? '';
    button.append(key, small);
    button.addEventListener('click', () => press(key));
    return button;
  }));
}
