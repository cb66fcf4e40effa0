// Makes every word but the clinic's name two fifths longer, as Spanish and German do, until `asItWas`.
() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const before = [];
  while (walk.nextNode()) {
    const text = walk.currentNode;
    if (!text.parentElement.closest("script, style, svg, code, .site-brand")) before.push([text, text.nodeValue]);
  }
  const longer = word => word + word.slice(0, Math.round(word.length * 0.4));
  for (const [text, words] of before) text.nodeValue = words.replace(/\p{L}{4,}/gu, longer);
  window.asItWas = () => { for (const [text, words] of before) text.nodeValue = words; };
}
